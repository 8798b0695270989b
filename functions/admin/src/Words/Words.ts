import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { en } from "./en";
import { id } from "./id";

export type Words = typeof en;
export type Language = "id" | "en";

export const languages: Record<Language, Words> = { id, en };

const keptAs = "sasuai.language";

/** The language chosen on this browser before; else the browser's own, and Indonesian when that is neither. */
export function firstLanguage(): Language {
  const kept = localStorage.getItem(keptAs);
  if (kept === "id" || kept === "en") return kept;
  return navigator.language.toLowerCase().startsWith("en") ? "en" : "id";
}

export function keepLanguage(language: Language): void {
  localStorage.setItem(keptAs, language);
  document.documentElement.lang = language;
}

export const WordsContext = createContext<{ words: Words; language: Language; choose: (language: Language) => void }>({
  words: id,
  language: "id",
  choose: () => {},
});

export const useWords = (): Words => useContext(WordsContext).words;

/** A word for a value the functions send; a value that is newer than this app is shown as it came. */
export const wordFor = (dictionary: Record<string, string>, value: string): string => dictionary[value] ?? value;
