import { useCallback, useEffect, useMemo, useState } from "preact/hooks";
import type { SignedIn } from "./Cloud/Answers";
import { Cloud } from "./Cloud/Cloud";
import { Frame } from "./Frame/Frame";
import { SessionContext, keepSession, keptSession } from "./SignIn/Session";
import { SignInAgain } from "./SignIn/SignInAgain";
import { SignInPage } from "./SignIn/SignInPage";
import { WordsContext, firstLanguage, keepLanguage, languages } from "./Words/Words";

/** Who is signed in and in which language; everything else is a screen inside the frame. */
export function App() {
  const [language, choose] = useState(firstLanguage);
  const [who, setWho] = useState(keptSession);
  const [expired, setExpired] = useState(false);

  useEffect(() => keepLanguage(language), [language]);

  const signIn = useCallback((signedIn: SignedIn | null) => {
    keepSession(signedIn);
    setWho(signedIn);
    setExpired(false);
  }, []);

  // The screens stay as they are behind the sign-in dialog, so that what was typed is not lost.
  const session = useMemo(
    () => who && { who, cloud: new Cloud(who.token, () => setExpired(true)) },
    [who],
  );

  return (
    <WordsContext.Provider value={{ words: languages[language], language, choose }}>
      {session === null ? (
        <SignInPage onSignedIn={signIn} />
      ) : (
        <SessionContext.Provider value={session}>
          <Frame key={personOf(session.who)} onSignedOut={() => signIn(null)} />
          {expired && <SignInAgain onSignedIn={signIn} />}
        </SessionContext.Provider>
      )}
    </WordsContext.Provider>
  );
}

// Another person begins with empty screens.
const personOf = (who: SignedIn): string => `${who.chain}/${who.name}/${who.role}`;
