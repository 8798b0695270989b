import { useEffect, useState } from "preact/hooks";
import { sentenceOf } from "../Cloud/Problem";
import type { Live } from "../Cloud/useLive";
import { useWords } from "../Words/Words";

/** Figures older than this, in seconds, are no longer called live. */
const liveLimit = 10;

/** Says whether the figures are live, or how old they are and why. */
export function Freshness({ live }: { live: Live<unknown> }) {
  const words = useWords();
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = window.setInterval(() => setNow(Date.now()), 1000);
    return () => window.clearInterval(timer);
  }, []);
  if (live.at === undefined) return null;
  const age = Math.max(0, Math.round((now - live.at) / 1000));
  if (live.problem === undefined && age < liveLimit) return <p class="freshness"><span class="dot good" aria-hidden="true" />{words.live.now}</p>;
  return (
    <p class="freshness old">
      <span class="dot warn" aria-hidden="true" />
      {words.live.ago(age)}
      {live.problem !== undefined && <span role="status"> · {sentenceOf(live.problem, words)}</span>}
    </p>
  );
}
