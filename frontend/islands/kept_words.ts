/** Words kept on this device until they have been sent, and for a week at most. */
const PLACE = "reprise:words:";
const LIFE = 7 * 24 * 60 * 60 * 1000;

interface Entry {
  at: number;
  sent: boolean;
  texts: Record<string, string>;
  shown?: Record<string, string>; // what the page had there before somebody typed
}

export function keep(key: string, texts: Record<string, string>, shown?: Record<string, string>): void {
  write(key, { at: Date.now(), sent: false, texts, ...(shown && { shown }) });
}

/** What a page has to show still for a text typed over it to be the newer one; nothing once that was sent. */
export function typedOver(key: string): Record<string, string> {
  const entry = read(PLACE + key);
  return entry && !entry.sent && entry.shown ? entry.shown : {};
}

export function kept(key: string): Record<string, string> | undefined {
  const entry = read(PLACE + key);
  return entry && Date.now() - entry.at < LIFE ? entry.texts : undefined;
}

/** Note that they were sent: once another page shows, they have arrived. */
export function markSent(key: string): void {
  const entry = read(PLACE + key);
  if (entry) write(key, { ...entry, sent: true });
}

/** Whether they were sent; the page that shows now then holds them, or came after. */
export function wasSent(key: string): boolean {
  return read(PLACE + key)?.sent ?? false;
}

export function forget(key: string): void {
  try {
    localStorage.removeItem(PLACE + key);
  } catch {
    // storage is switched off: nothing was kept
  }
}

/** Forget what arrived and what is old, but nothing of the pages that are open now. */
export function forgetSent(open: string[]): void {
  for (const name of names()) {
    const key = name.slice(PLACE.length);
    const entry = read(name);
    const over = !entry || Date.now() - entry.at >= LIFE || (entry.sent && !open.includes(key));
    if (over) forget(key);
  }
}

function names(): string[] {
  try {
    return Object.keys(localStorage).filter((name) => name.startsWith(PLACE));
  } catch {
    return [];
  }
}

function read(name: string): Entry | undefined {
  try {
    return JSON.parse(localStorage.getItem(name) ?? "null") ?? undefined;
  } catch {
    return undefined;
  }
}

function write(key: string, entry: Entry): void {
  try {
    localStorage.setItem(PLACE + key, JSON.stringify(entry));
  } catch {
    // storage is full or switched off: the form works as a plain one
  }
}
