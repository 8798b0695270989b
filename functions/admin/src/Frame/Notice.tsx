import type { ComponentChildren } from "preact";

/** A sentence that a person must not miss; a bad one is read out at once. */
export function Notice({ kind, children }: { kind: "bad" | "good" | "warn"; children: ComponentChildren }) {
  return (
    <div class={`notice ${kind}`} role={kind === "bad" ? "alert" : "status"}>
      <span aria-hidden="true" class="notice-mark">{kind === "good" ? "✓" : "!"}</span>
      <div>{children}</div>
    </div>
  );
}
