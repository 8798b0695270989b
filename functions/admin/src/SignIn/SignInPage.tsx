import type { SignedIn } from "../Cloud/Answers";
import { LanguageSwitch } from "../Frame/LanguageSwitch";
import { Mark } from "../Frame/Mark";
import { useTitle } from "../Frame/useTitle";
import { useWords } from "../Words/Words";
import { SignInForm } from "./SignInForm";

export function SignInPage({ onSignedIn }: { onSignedIn: (who: SignedIn) => void }) {
  const words = useWords();
  useTitle(words.signIn.title);
  return (
    <main class="sign-in-page">
      <section class="card sign-in" aria-labelledby="sign-in-title">
        <Mark />
        <h1 id="sign-in-title">{words.signIn.title}</h1>
        <p class="lead">{words.signIn.lead}</p>
        <SignInForm onSignedIn={onSignedIn} />
      </section>
      <LanguageSwitch />
    </main>
  );
}
