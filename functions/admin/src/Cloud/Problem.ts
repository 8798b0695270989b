import type { Words } from "../Words/Words";

/** A "no" or a breakdown, as the functions say it (problem+json), or as the network does. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly told: string,
    readonly field?: string,
  ) {
    super(told || code);
  }
}

/** The sentence for a person: in their language when we know the code, otherwise what the functions said. */
export function sentenceOf(problem: unknown, words: Words): string {
  if (!(problem instanceof Problem)) return words.problems.unexpected;
  const known: Record<string, string> = words.problems;
  return known[problem.code] ?? (problem.told || words.problems.unexpected);
}
