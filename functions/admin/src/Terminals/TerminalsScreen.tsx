import { useCallback } from "preact/hooks";
import type { Terminal, Terminals } from "../Cloud/Answers";
import { useLive } from "../Cloud/useLive";
import { Badge, type Tone } from "../Frame/Badge";
import { Freshness } from "../Frame/Freshness";
import { Table } from "../Frame/Table";
import { Waiting } from "../Frame/Waiting";
import { useSession } from "../SignIn/Session";
import { agoText, momentText } from "../Words/Time";
import { useWords } from "../Words/Words";

const pause = 2_000;
/** A terminal asks the cloud every few seconds; after these silences, in milliseconds, it is quiet, then away. */
const quietAfter = 60_000;
const awayAfter = 10 * 60_000;

type State = "online" | "quiet" | "away" | "revoked" | "notEnrolled";
const tones: Record<State, Tone> = { online: "good", quiet: "warn", away: "bad", revoked: "calm", notEnrolled: "calm" };

function stateOf(terminal: Terminal, now: number): State {
  if (terminal.revoked) return "revoked";
  if (!terminal.enrolled) return "notEnrolled";
  const silence = terminal.lastContactAt ? now - Date.parse(terminal.lastContactAt) : Infinity;
  return silence < quietAfter ? "online" : silence < awayAfter ? "quiet" : "away";
}

/** Which terminals the cloud hears from, and what they still hold. */
export function TerminalsScreen() {
  const words = useWords();
  const { cloud } = useSession();
  const live = useLive(useCallback((stop) => cloud.get<Terminals>("v1/terminals", stop), [cloud]), pause);
  const terminals = live.value?.terminals;
  // The cloud's own clock: the one of this browser may be wrong.
  const now = Date.parse(live.value?.asOf ?? "");
  const unsent = terminals?.reduce((sum, terminal) => sum + terminal.unsent, 0) ?? 0;
  return (
    <>
      <div class="heading">
        <h1>{words.terminals.title}</h1>
        <Freshness live={live} />
      </div>
      {terminals === undefined ? <Waiting live={live} /> : terminals.length === 0 ? <p class="empty">{words.terminals.none}</p> : (
        <section class="card">
          <p class="summary">
            {words.terminals.summary(terminals.filter((each) => stateOf(each, now) === "online").length, terminals.length)}
            {" · "}{unsent === 0 ? words.terminals.allSent : words.terminals.unsentSum(unsent)}
          </p>
          <Table caption={words.terminals.title} rows={terminals} keyOf={(row) => row.terminalId} columns={[
            { title: words.terminals.terminal, names: true, cell: (row) => <>{`${row.storeCode}-${String(row.number).padStart(2, "0")}`}{row.name && <span class="under">{row.name}</span>}</> },
            { title: words.terminals.state, cell: (row) => <Badge tone={tones[stateOf(row, now)]}>{words.terminals[stateOf(row, now)]}</Badge> },
            {
              title: words.terminals.lastContact,
              cell: (row) => row.lastContactAt
                ? <time dateTime={row.lastContactAt} title={momentText(row.lastContactAt, words)}>{agoText(row.lastContactAt, now, words)}</time>
                : words.terminals.never,
            },
            { title: words.terminals.unsent, figures: true, cell: (row) => row.unsent.toLocaleString(words.locale) },
            { title: words.terminals.waiting, figures: true, cell: (row) => row.waiting.toLocaleString(words.locale) },
            { title: words.terminals.version, cell: (row) => row.appVersion ?? "–" },
          ]} />
        </section>
      )}
    </>
  );
}
