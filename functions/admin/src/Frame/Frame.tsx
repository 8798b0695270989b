import type { FunctionComponent } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { MessagesScreen } from "../Messages/MessagesScreen";
import { PricesScreen } from "../Prices/PricesScreen";
import { useSession } from "../SignIn/Session";
import { TerminalsScreen } from "../Terminals/TerminalsScreen";
import { TodayScreen } from "../Today/TodayScreen";
import { useWords, wordFor } from "../Words/Words";
import { addressOf, screens, useAddress, type Screen } from "./Address";
import { Icon } from "./Icon";
import { LanguageSwitch } from "./LanguageSwitch";
import { Mark } from "./Mark";
import { useTitle } from "./useTitle";

const shown: Record<Screen, FunctionComponent> = {
  today: TodayScreen,
  terminals: TerminalsScreen,
  messages: MessagesScreen,
  prices: PricesScreen,
};

/** The bar, the menu and the screen in force. */
export function Frame({ onSignedOut }: { onSignedOut: () => void }) {
  const words = useWords();
  const { who, cloud } = useSession();
  const [screen, go] = useAddress();
  const content = useRef<HTMLElement>(null);
  const first = useRef(true);
  useTitle(words.screens[screen]);

  // After the menu was used the keyboard goes on in the new screen.
  useEffect(() => {
    if (!first.current) content.current?.focus();
    first.current = false;
  }, [screen]);

  const signOut = () => {
    // The person leaves whatever the cloud says; a token that could not be taken back runs out by itself.
    cloud.post("v1/sign-out").catch(() => undefined);
    onSignedOut();
  };

  const Shown = shown[screen];
  return (
    <div class="frame">
      <a class="skip" href="#content">{words.skip}</a>
      <header class="bar">
        <Mark />
        <nav aria-label={words.mainMenu}>
          {screens.map((each) => (
            <a key={each} href={addressOf(each)} aria-current={each === screen ? "page" : undefined} onClick={(event) => {
              if (event.metaKey || event.ctrlKey || event.shiftKey) return;
              event.preventDefault();
              go(each);
            }}>
              <Icon of={each} />
              <span>{words.screens[each]}</span>
            </a>
          ))}
        </nav>
        <div class="person">
          <span class="who">
            <strong>{who.name}</strong>
            <span>{wordFor(words.roles, who.role)} · {who.chain}</span>
          </span>
          <LanguageSwitch />
          <button type="button" class="quiet" onClick={signOut} title={words.signIn.signOut} aria-label={words.signIn.signOut}><Icon of="out" /></button>
        </div>
      </header>
      <main id="content" tabIndex={-1} ref={content}><Shown /></main>
    </div>
  );
}
