export type Tone = "good" | "warn" | "bad" | "calm";

/** A state in a word; the colour only repeats it. */
export function Badge({ tone, children }: { tone: Tone; children: string }) {
  return <span class={`badge ${tone}`}><span class={`dot ${tone}`} aria-hidden="true" />{children}</span>;
}
