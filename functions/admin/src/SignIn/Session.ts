import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { SignedIn } from "../Cloud/Answers";
import type { Cloud } from "../Cloud/Cloud";

const keptAs = "sasuai.session";

/** Who is signed in, and how to ask the functions in their name. */
export interface Session {
  who: SignedIn;
  cloud: Cloud;
}

export const SessionContext = createContext<Session | null>(null);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === null) throw new Error("Nobody is signed in.");
  return session;
}

/** Kept for this tab alone, so that a reload goes on and a closed tab does not. */
export function keptSession(): SignedIn | null {
  try {
    return JSON.parse(sessionStorage.getItem(keptAs) ?? "null") as SignedIn | null;
  } catch {
    return null;
  }
}

export function keepSession(who: SignedIn | null): void {
  if (who === null) sessionStorage.removeItem(keptAs);
  else sessionStorage.setItem(keptAs, JSON.stringify(who));
}
