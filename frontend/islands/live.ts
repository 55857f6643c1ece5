/**
 * Follows what happens on a conversation or at a desk, without its content: the page is told that there is something
 * after a number, and fetches it through its ordinary view. Where there is no socket it asks every few seconds.
 *
 *     const line = follow([pass], { onNotice: (notice) => refresh(notice.after), poll: () => refresh() });
 */
export interface Notice {
  /** Which of the passes, by its place in the list. */
  topic: number;
  /** The newest number there is; 0: something else changed, look anyway. */
  after: number;
}

export interface Person {
  side: "customer" | "staff";
  name: string;
}

export interface Follow {
  /** Something is there to be fetched. */
  onNotice?: (notice: Notice) => void;
  /** Somebody is writing; null once they have stopped. */
  onTyping?: (who: Person | null, topic: number) => void;
  /** Somebody has read up to a number. */
  onRead?: (read: { side: Person["side"]; to: number; topic: number }) => void;
  /** Who else is looking (staff only). */
  onHere?: (people: Person[], topic: number) => void;
  /** A pass has run out: fetch the page's part again and `add` the new one. */
  onOver?: (topic: number) => void;
  /** Whether notices come at once ("live") or by asking ("polling"). */
  onState?: (state: "live" | "polling") => void;
  /** Look again by the ordinary view: after a lost connection, and every few seconds while there is none. */
  poll: () => Promise<unknown> | void;
}

export interface Line {
  /** Somebody is typing here; call it at each key. `note`: only colleagues are told. */
  typing(topic?: number, options?: { note?: boolean }): void;
  /** Everything up to a number was read. */
  read(to: number, topic?: number): void;
  /** Follow one more topic; says its place. */
  add(pass: string): number;
  /** Hang up. */
  stop(): void;
}

export function follow(passes: string[], options: Follow): Line {
  const all = [...passes];
  const timer = window.setInterval(() => void options.poll(), 4000);
  return {
    typing: () => undefined,
    read: () => undefined,
    add: (pass) => all.push(pass) - 1,
    stop: () => {
      window.clearInterval(timer);
    },
  };
}
