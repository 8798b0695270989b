import type { SignedIn } from "../Cloud/Answers";
import { Dialog } from "../Frame/Dialog";
import { Notice } from "../Frame/Notice";
import { useWords } from "../Words/Words";
import { SignInForm } from "./SignInForm";

/** Over the screens, when the session has run out: nothing behind it is lost. */
export function SignInAgain({ onSignedIn }: { onSignedIn: (who: SignedIn) => void }) {
  const words = useWords();
  return (
    <Dialog title={words.signIn.again}>
      <Notice kind="warn">{words.signIn.expired}</Notice>
      <SignInForm onSignedIn={onSignedIn} />
    </Dialog>
  );
}
