import { useCallback, useEffect, useState } from "preact/hooks";
import { Problem } from "./Problem";

/** What a live figure knows: the newest answer, when it came, and what went wrong since. The last good answer stays. */
export interface Live<T> {
  value: T | undefined;
  at: number | undefined;
  problem: unknown;
  refresh: () => void;
}

interface Kept<T> {
  ask: unknown;
  value?: T;
  at?: number;
  problem?: unknown;
}

/**
 * Asks again and again while the page can be seen, each time `pause` milliseconds after the last answer. Another `ask` is another
 * question: its answer begins empty, so wrap it in useCallback.
 */
export function useLive<T>(ask: (stop: AbortSignal) => Promise<T>, pause: number): Live<T> {
  const [kept, keep] = useState<Kept<T>>({ ask });
  const [round, setRound] = useState(0);

  useEffect(() => {
    const stop = new AbortController();
    let timer = 0;
    let asking = false;
    let signedOut = false;
    const visible = () => document.visibilityState === "visible";
    const once = async () => {
      if (asking || signedOut || !visible()) return;
      window.clearTimeout(timer);
      asking = true;
      try {
        const value = await ask(stop.signal);
        if (!stop.signal.aborted) keep({ ask, value, at: Date.now() });
      } catch (problem) {
        // Nothing more to hear until somebody signs in, which is another question.
        signedOut = problem instanceof Problem && problem.status === 401;
        if (!stop.signal.aborted) keep((before) => (before.ask === ask ? { ...before, problem } : { ask, problem }));
      }
      asking = false;
      if (!stop.signal.aborted && !signedOut && visible()) timer = window.setTimeout(once, pause);
    };
    void once();
    document.addEventListener("visibilitychange", once);
    return () => {
      stop.abort();
      window.clearTimeout(timer);
      document.removeEventListener("visibilitychange", once);
    };
  }, [ask, pause, round]);

  const refresh = useCallback(() => setRound((count) => count + 1), []);
  const mine: Kept<T> = kept.ask === ask ? kept : { ask };
  return { value: mine.value, at: mine.at, problem: mine.problem, refresh };
}
