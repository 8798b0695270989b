import { useEffect, useState } from "preact/hooks";

export const screens = ["today", "terminals", "messages", "prices"] as const;
export type Screen = (typeof screens)[number];

const base = import.meta.env.BASE_URL;

export const addressOf = (screen: Screen): string => (screen === "today" ? base : base + screen);

const screenHere = (): Screen => screens.find((screen) => location.pathname === addressOf(screen)) ?? "today";

/** The screen of the address line; the browser's back and forward keys move between screens. */
export function useAddress(): [Screen, (screen: Screen) => void] {
  const [screen, setScreen] = useState(screenHere);
  useEffect(() => {
    const moved = () => setScreen(screenHere());
    addEventListener("popstate", moved);
    return () => removeEventListener("popstate", moved);
  }, []);
  return [
    screen,
    (next) => {
      if (next !== screen) history.pushState(null, "", addressOf(next));
      setScreen(next);
    },
  ];
}
