import { useCallback, useState } from "preact/hooks";
import type { Message } from "../Cloud/Answers";
import { useLive } from "../Cloud/useLive";
import { Badge, type Tone } from "../Frame/Badge";
import { Freshness } from "../Frame/Freshness";
import { Notice } from "../Frame/Notice";
import { Table } from "../Frame/Table";
import { Waiting } from "../Frame/Waiting";
import { useSession } from "../SignIn/Session";
import { momentText } from "../Words/Time";
import { useWords, wordFor } from "../Words/Words";
import { ResendDialog } from "./ResendDialog";

const pause = 2_000;
const newestShown = 100;

/** Who may send again; the functions decide, this only spares the others a button that would refuse them. */
const sending = ["Owner", "Admin"];

const tones: Record<string, Tone> = {
  accepted: "good", sent: "good", delivered: "good", read: "good",
  pending: "calm", sending: "calm", suppressed: "calm",
  retry: "warn", held: "warn", uncertain: "warn",
  failed: "bad", parked: "bad",
};

/** Every message's fate, and a way to send again what did not arrive. */
export function MessagesScreen() {
  const words = useWords();
  const { who, cloud } = useSession();
  const [state, setState] = useState("");
  const [resending, setResending] = useState<Message | null>(null);
  const [resent, setResent] = useState(false);
  const ask = useCallback(
    (stop: AbortSignal) => cloud.get<Message[]>(`v1/messages?limit=${newestShown}${state === "" ? "" : `&state=${state}`}`, stop),
    [cloud, state],
  );
  const live = useLive(ask, pause);
  const messages = live.value;
  const nameOf = (message: Message) => message.recipient ?? words.messages.unknownMember;
  return (
    <>
      <div class="heading">
        <h1>{words.messages.title}</h1>
        <Freshness live={live} />
        <label class="filter">
          {words.messages.filter}
          <select value={state} onChange={(event) => setState(event.currentTarget.value)}>
            <option value="">{words.messages.all}</option>
            {Object.entries(words.messageStates).map(([each, word]) => <option key={each} value={each}>{word}</option>)}
          </select>
        </label>
      </div>
      {resent && <Notice kind="good">{words.messages.resent}</Notice>}
      {messages === undefined ? <Waiting live={live} /> : messages.length === 0
        ? <p class="empty">{state === "" ? words.messages.none : words.messages.noneOfState}</p> : (
        <section class="card">
          <Table caption={words.messages.title} rows={messages} keyOf={(row) => row.id} columns={[
            { title: words.messages.to, names: true, cell: (row) => <>{nameOf(row)}<span class="under">{[row.phone, row.storeCode].filter(Boolean).join(" · ")}</span></> },
            { title: words.messages.what, cell: (row) => wordFor(words.messageKinds, row.kind) },
            { title: words.messages.state, cell: (row) => <Badge tone={tones[row.state] ?? "calm"}>{wordFor(words.messageStates, row.state)}</Badge> },
            { title: words.messages.created, cell: (row) => <time dateTime={row.createdAt}>{momentText(row.createdAt, words)}</time> },
            { title: words.messages.attempts, figures: true, cell: (row) => row.attempts },
            { title: words.messages.why, cell: (row) => <div>
              {row.lastError ? wordFor(words.messageReasons, row.lastError) : row.nextAttemptAt ? "" : "–"}
              {row.nextAttemptAt && <span class="under">{words.messages.next(momentText(row.nextAttemptAt, words))}</span>}
            </div> },
            {
              title: words.messages.resend, hideTitle: true,
              cell: (row) => row.canResend && sending.includes(who.role) && (
                <button type="button" aria-label={words.messages.resendOf(nameOf(row))} onClick={() => setResending(row)}>{words.messages.resend}</button>
              ),
            },
          ]} />
        </section>
      )}
      {resending && (
        <ResendDialog message={resending} name={nameOf(resending)} onClose={(done) => {
          setResending(null);
          setResent(done);
          if (done) live.refresh();
        }} />
      )}
    </>
  );
}
