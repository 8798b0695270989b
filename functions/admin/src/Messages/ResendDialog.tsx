import { useState } from "preact/hooks";
import type { Message } from "../Cloud/Answers";
import { sentenceOf } from "../Cloud/Problem";
import { Dialog } from "../Frame/Dialog";
import { Notice } from "../Frame/Notice";
import { useSession } from "../SignIn/Session";
import { useWords } from "../Words/Words";

/** Asks before a person may get a message twice. */
export function ResendDialog({ message, name, onClose }: { message: Message; name: string; onClose: (done: boolean) => void }) {
  const words = useWords();
  const { cloud } = useSession();
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<unknown>();
  const resend = async () => {
    if (busy) return;
    setBusy(true);
    try {
      await cloud.post(`v1/messages/${message.id}/resend`);
      onClose(true);
    } catch (problem) {
      setWrong(problem);
      setBusy(false);
    }
  };
  return (
    <Dialog title={words.messages.confirm} onClose={() => onClose(false)}>
      <p>{words.messages.confirmLead(name)}</p>
      {wrong !== undefined && <Notice kind="bad">{sentenceOf(wrong, words)}</Notice>}
      <div class="actions">
        <button type="button" data-first onClick={() => onClose(false)}>{words.messages.cancel}</button>
        <button type="button" class="primary" aria-disabled={busy} onClick={resend}>{words.messages.resend}</button>
      </div>
    </Dialog>
  );
}
