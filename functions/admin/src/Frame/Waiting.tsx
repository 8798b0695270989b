import { sentenceOf } from "../Cloud/Problem";
import type { Live } from "../Cloud/useLive";
import { useWords } from "../Words/Words";
import { Notice } from "./Notice";

/** While there is no answer yet: a quiet word, or what went wrong with a way to try again. */
export function Waiting({ live }: { live: Live<unknown> }) {
  const words = useWords();
  if (live.problem === undefined) return <p class="waiting" role="status">{words.live.loading}</p>;
  return (
    <Notice kind="bad">
      <p>{sentenceOf(live.problem, words)}</p>
      <button type="button" onClick={live.refresh}>{words.live.retry}</button>
    </Notice>
  );
}
