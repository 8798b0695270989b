import { useRef, useState } from "preact/hooks";
import type { SignedIn } from "../Cloud/Answers";
import { Cloud } from "../Cloud/Cloud";
import { sentenceOf } from "../Cloud/Problem";
import { Field } from "../Frame/Field";
import { Notice } from "../Frame/Notice";
import { useWords } from "../Words/Words";

interface Wrong {
  email?: string | undefined;
  password?: string | undefined;
  all?: string | undefined;
}

export function SignInForm({ onSignedIn }: { onSignedIn: (who: SignedIn) => void }) {
  const words = useWords();
  const [typed, setTyped] = useState({ email: "", password: "" });
  const [wrong, setWrong] = useState<Wrong>({});
  const [busy, setBusy] = useState(false);
  const [shown, setShown] = useState(false);
  const form = useRef<HTMLFormElement>(null);

  const refuse = (found: Wrong) => {
    setWrong(found);
    form.current?.querySelector<HTMLInputElement>(`[name=${found.email ? "email" : "password"}]`)?.focus();
  };

  const submit = async (event: Event) => {
    event.preventDefault();
    if (busy) return;
    const missing: Wrong = {
      email: typed.email.trim() === "" ? words.signIn.emailMissing : undefined,
      password: typed.password === "" ? words.signIn.passwordMissing : undefined,
    };
    if (missing.email || missing.password) return refuse(missing);
    setBusy(true);
    setWrong({});
    try {
      onSignedIn(await new Cloud(null).post<SignedIn>("v1/sign-in", { email: typed.email.trim(), password: typed.password }));
    } catch (problem) {
      setBusy(false);
      refuse({ all: sentenceOf(problem, words) });
    }
  };

  return (
    <form ref={form} class="stack" onSubmit={submit} noValidate>
      {wrong.all && <Notice kind="bad">{wrong.all}</Notice>}
      <Field label={words.signIn.email} wrong={wrong.email}>
        {(aria) => (
          <input {...aria} name="email" type="email" autocomplete="username" inputMode="email" data-first autoFocus value={typed.email}
            onInput={(event) => setTyped({ ...typed, email: event.currentTarget.value })} />
        )}
      </Field>
      <Field label={words.signIn.password} wrong={wrong.password}>
        {(aria) => (
          <input {...aria} name="password" type={(shown ? "text" : "password") as "password"} autocomplete="current-password"
            value={typed.password} onInput={(event) => setTyped({ ...typed, password: event.currentTarget.value })} />
        )}
      </Field>
      <label class="check">
        <input type="checkbox" checked={shown} onChange={(event) => setShown(event.currentTarget.checked)} />
        {words.signIn.showPassword}
      </label>
      <button class="primary wide" type="submit" aria-disabled={busy}>{busy ? words.signIn.busy : words.signIn.submit}</button>
    </form>
  );
}
