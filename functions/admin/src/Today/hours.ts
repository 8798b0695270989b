import type { StoreOnDay } from "./useDay";

/** The hours that are always drawn, so that an early morning does not look like a full day. */
const opens = 8;
const closes = 21;

export interface StorePart {
  storeId: string;
  name: string;
  total: number;
}

export interface HourColumn {
  hour: number;
  sales: number;
  total: number;
  parts: StorePart[];
}

/** The day's hours, each with what every store sold in it. */
export function hoursOf(stores: StoreOnDay[]): HourColumn[] {
  const sold = stores.flatMap((store) => store.hours).filter((hour) => hour.sales + hour.refunds > 0).map((hour) => hour.hour);
  const first = Math.min(opens, ...sold);
  const last = Math.max(closes, ...sold);
  return Array.from({ length: last - first + 1 }, (_, index) => columnOf(first + index, stores));
}

function columnOf(hour: number, stores: StoreOnDay[]): HourColumn {
  const column: HourColumn = { hour, sales: 0, total: 0, parts: [] };
  for (const store of stores) {
    const own = store.hours.find((each) => each.hour === hour);
    if (own === undefined) continue;
    column.sales += own.sales;
    column.total += own.total;
    if (own.total !== 0) column.parts.push({ storeId: store.storeId, name: store.name, total: own.total });
  }
  return column;
}

/** Round marks for an axis from 0 to at least `top`: 1, 2, 2.5 or 5 times a power of ten apart. */
export function marksTo(top: number): number[] {
  const rough = Math.max(top, 1) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, ([1, 2, 2.5, 5, 10].find((each) => each * power >= rough) ?? 10) * power);
  const marks = [0];
  while ((marks.at(-1) ?? 0) < top) marks.push((marks.at(-1) ?? 0) + step);
  return marks;
}
