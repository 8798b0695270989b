import { Problem } from "./Problem";

/** After this long without an answer a request is given up, in milliseconds. */
const answerLimit = 15_000;

/** Asks the functions. A token that no longer holds is told to its owner, who lets the person sign in again. */
export class Cloud {
  constructor(
    private readonly token: string | null,
    private readonly onSignedOut: () => void = () => {},
  ) {}

  get<T>(path: string, stop?: AbortSignal): Promise<T> {
    return this.ask<T>("GET", path, undefined, stop);
  }

  post<T>(path: string, body: unknown = {}): Promise<T> {
    return this.ask<T>("POST", path, body);
  }

  private async ask<T>(method: string, path: string, body?: unknown, stop?: AbortSignal): Promise<T> {
    const answer = await this.send(method, path, body, stop);
    if (answer.ok) return (answer.status === 204 ? undefined : await answer.json()) as T;
    if (answer.status === 401 && this.token !== null) this.onSignedOut();
    throw await problemOf(answer);
  }

  private async send(method: string, path: string, body?: unknown, stop?: AbortSignal): Promise<Response> {
    const headers: Record<string, string> = { accept: "application/json" };
    if (this.token !== null) headers["authorization"] = `Bearer ${this.token}`;
    if (body !== undefined) headers["content-type"] = "application/json";
    const limit = AbortSignal.timeout(answerLimit);
    try {
      return await fetch(`/${path}`, {
        method,
        headers,
        cache: "no-store",
        credentials: "omit",
        signal: stop ? AbortSignal.any([stop, limit]) : limit,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    } catch (fault) {
      if (stop?.aborted) throw fault;
      throw new Problem(0, limit.aborted ? "no-answer-in-time" : "cloud-away", "");
    }
  }
}

async function problemOf(answer: Response): Promise<Problem> {
  const told = (await answer.json().catch(() => ({}))) as { code?: string; title?: string; detail?: string; field?: string };
  return new Problem(answer.status, told.code ?? `status-${answer.status}`, told.detail ?? told.title ?? "", told.field);
}
