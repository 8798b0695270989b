import type { Words } from "./Words";

const day = 24 * 60 * 60;
const steps: [Intl.RelativeTimeFormatUnit, number][] = [["day", day], ["hour", 3600], ["minute", 60], ["second", 1]];

/** Five minutes ago, tomorrow. */
export function agoText(moment: string, now: number, words: Words): string {
  const seconds = Math.round((Date.parse(moment) - now) / 1000);
  const [unit, length] = steps.find(([, size]) => Math.abs(seconds) >= size) ?? ["second", 1];
  return new Intl.RelativeTimeFormat(words.locale, { numeric: "auto" }).format(Math.trunc(seconds / length), unit);
}

/** A moment in full, in the time of this browser. */
export const momentText = (moment: string, words: Words): string =>
  new Intl.DateTimeFormat(words.locale, { dateStyle: "medium", timeStyle: "short" }).format(new Date(moment));

/** A calendar day (2026-02-03) in words. */
export const dayText = (date: string, words: Words): string =>
  new Intl.DateTimeFormat(words.locale, { weekday: "long", day: "numeric", month: "long", year: "numeric", timeZone: "UTC" }).format(
    new Date(`${date}T00:00:00Z`),
  );

/** The calendar day some days after another. */
export const dayAfter = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * day * 1000).toISOString().slice(0, 10);

/** The calendar day now where this browser is. */
export const dayHere = (): string => new Intl.DateTimeFormat("sv-SE").format(new Date());

export const hourText = (hour: number): string => `${String(hour).padStart(2, "0")}.00`;
