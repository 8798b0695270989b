import type { Screen } from "./Address";

const paths: Record<Screen | "out" | "search" | "back" | "on", string> = {
  today: "M4 20V10M10 20V4M16 20v-7M21 20H3",
  terminals: "M3 5h18v11H3zM8 20h8M12 16v4",
  messages: "M4 5h16v11H9l-5 4z",
  prices: "M12 3h8v8l-9.5 9.5-8-8zM16 8h.01",
  out: "M10 4H4v16h6M15 8l4 4-4 4M19 12H9",
  search: "M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM16.2 16.2 21 21",
  back: "M15 5l-7 7 7 7",
  on: "M9 5l7 7-7 7",
};

export function Icon({ of }: { of: keyof typeof paths }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={paths[of]} />
    </svg>
  );
}
