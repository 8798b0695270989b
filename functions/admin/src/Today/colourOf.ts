import type { StoreOnDay } from "./useDay";

/** Stores that get a colour of their own; the rest share one. */
export const colours = 5;

/** The colour class of a store: by its place among all, so that it stays the same whatever is chosen. */
export function colourOf(storeId: string, all: StoreOnDay[]): string {
  const place = all.findIndex((store) => store.storeId === storeId);
  return place >= 0 && place < colours ? `colour-${place + 1}` : "colour-rest";
}
