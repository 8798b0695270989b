import type { Words } from "./Words";

/** How a chain counts its money. */
export interface Currency {
  currency: string;
  decimals: number;
}

/** In minor units; the functions take no price above it either. */
const amountMax = 1_000_000_000_000;

const group = (digits: string): string => digits.replace(/\B(?=(\d{3})+$)/g, ".");

/** Minor units as the shops print them: Rp 1.234.567, GBP 12,50. Whole numbers all the way, so nothing is rounded. */
export function moneyText(units: number, { currency, decimals }: Currency): string {
  const digits = Math.abs(units).toString().padStart(decimals + 1, "0");
  const whole = group(digits.slice(0, digits.length - decimals));
  const part = decimals > 0 ? `,${digits.slice(-decimals)}` : "";
  const sign = units < 0 ? "−" : "";
  return `${sign}${currency === "IDR" ? "Rp" : currency}\u00a0${whole}${part}`;
}

/** For axes, where room is short: 1,2 jt, 350 rb. */
export function moneyShort(units: number, { decimals }: Currency, words: Words): string {
  return new Intl.NumberFormat(words.locale, { notation: "compact", maximumFractionDigits: 1 }).format(units / 10 ** decimals);
}

export type ReadMoney = { units: number } | { wrong: string };

/** An amount as a person types it, dots between thousands and a comma before decimals; or what is wrong with it. */
export function readMoney(text: string, { currency, decimals }: Currency, words: Words): ReadMoney {
  const typed = text.replace(/\s/g, "").replace(new RegExp(`^(rp\\.?|${currency})`, "i"), "");
  if (typed === "") return { wrong: words.prices.missing };
  const [, whole, part = ""] = /^(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d*))?$/.exec(typed) ?? [];
  if (whole === undefined) return { wrong: words.prices.unreadable };
  if (part.length > decimals) return { wrong: words.prices.tooFine(decimals) };
  const units = Number(whole.replaceAll(".", "") + part.padEnd(decimals, "0"));
  return units <= amountMax ? { units } : { wrong: words.prices.tooLarge };
}
