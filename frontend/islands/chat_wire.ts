/** How a chat asks its house: what goes along with each request, and what comes back. */

/** What a page that is open gets back from any deed of the chat. */
export interface News {
  html: string;
  last: number;
  mark: string;
  status: string;
  hours: string;
  open: boolean;
  live: string;
  problems: string[];
  unread: number;
  begun: boolean;
  told: string;
  /** What may be pressed below an automatic answer; empty when nothing may. */
  offer: string;
  /** Whether the assistant answers what is written next. */
  assistant: boolean;
  /** A person was called who is not there: an address is wanted. */
  contact: boolean;
  key?: string;
}

export interface Wire {
  /** What a frame on another site adds, where no cookie goes along. */
  headers?: () => Record<string, string>;
  /** A key the house gave out with an answer. */
  onKey?: (key: string) => void;
}

/** Refused: the house said why. */
export class Refused extends Error {
  constructor(
    readonly problems: string[],
    readonly status: number,
    /** What was wrong, where one thing was. */
    readonly field = "",
  ) {
    super(problems.join(" "));
  }
}

export function zone(): string {
  try {
    return Intl.DateTimeFormat().resolvedOptions().timeZone || "";
  } catch {
    return "";
  }
}

/** What the house says to anybody at this address, whatever it is; throws where there is no line. */
export function knock(wire: Wire, address: string, body?: FormData): Promise<Response> {
  return fetch(address, {
    method: body ? "POST" : "GET",
    credentials: "same-origin",
    headers: { "X-Chat": "1", "X-Chat-Zone": zone(), ...wire.headers?.() },
    ...(body ? { body } : {}),
  });
}

/** The answer of the house; throws `Refused` when it said no, and the browser's own error when there is no line. */
export async function ask(wire: Wire, address: string, body?: FormData): Promise<Response> {
  const answer = await knock(wire, address, body);
  if (answer.ok) return answer;
  let [problems, field]: [string[], string] = [[], ""];
  try {
    const told = (await answer.json()) as { problems?: string[]; field?: string };
    [problems, field] = [told.problems ?? [], told.field ?? ""];
  } catch {
    // a page of the server or of a proxy: nothing of it is for the reader
  }
  throw new Refused(problems, answer.status, field);
}

export async function askNews(wire: Wire, address: string, body?: FormData): Promise<News> {
  const news = (await (await ask(wire, address, body)).json()) as News;
  if (news.key) wire.onKey?.(news.key);
  return news;
}

/** The mark of a form of ours, for what is sent beside it. */
export function token(form: HTMLFormElement | null, body: FormData): void {
  const field = form?.querySelector<HTMLInputElement>("[name=csrfmiddlewaretoken]");
  if (field) body.set(field.name, field.value);
}
