/**
 * Follows what happens on a conversation or at a desk, without its content: the page is told that there is something
 * after a number, and fetches it through its ordinary view. Where there is no socket it asks every few seconds.
 *
 *     const line = follow([pass], { poll: () => refresh(), onTyping: (who) => show(who) });
 *     field.addEventListener("input", () => line.typing());
 */
import { type Heard, LiveSocket } from "./live_socket";
import { Pace } from "./live_pace";
import { Typists } from "./live_typists";

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
  /** Fetch what is new through the ordinary view; rejects when that fails, and is then asked later. */
  poll: () => Promise<unknown> | void;
  /** Something is there to be fetched. Without it `poll` is called. */
  onNotice?: (notice: Notice) => void;
  /** Somebody is writing; null once they have stopped. */
  onTyping?: (who: Person | null, topic: number) => void;
  /** Somebody has read up to a number. */
  onRead?: (read: { side: Person["side"]; to: number; topic: number }) => void;
  /** Who else is looking (staff only). */
  onHere?: (people: Person[], topic: number) => void;
  /** A pass has run out: fetch the page's part again and `add` the new one. Meanwhile the page asks. */
  onOver?: (topic: number) => void;
  /** Whether notices come at once ("live") or by asking ("polling"). */
  onState?: (state: "live" | "polling") => void;
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

const AWAY_AFTER = 20_000;

export function follow(passes: string[], options: Follow): Line {
  const line = new Following([...passes], options);
  line.begin();
  return line;
}

class Following implements Line {
  private readonly pace: Pace;
  private readonly socket: LiveSocket;
  private readonly typists: Typists;
  private readonly over = new Set<number>();
  private readonly ends = new AbortController();
  private away: number | undefined;

  constructor(
    private readonly passes: string[],
    private readonly options: Follow,
  ) {
    this.pace = new Pace(document, options.poll);
    this.typists = new Typists((who, topic) => options.onTyping?.(who, topic));
    this.socket = new LiveSocket({
      hello: () => [{ follow: this.passes }, ...(document.hidden ? [{ away: true }] : [])],
      heard: (told) => this.heard(told),
      lost: () => this.turn(false),
    });
  }

  begin(): void {
    for (const kind of ["keydown", "pointerdown", "scroll"]) this.on(window, kind, () => this.pace.touch());
    this.on(document, "visibilitychange", () => this.seen());
    this.on(window, "online", () => this.wake());
    this.on(window, "pagehide", () => this.hangUp());
    this.on(window, "pageshow", (event) => (event as PageTransitionEvent).persisted && this.wake());
    this.pace.plan();
    if (this.passes.length) this.socket.open();
  }

  typing(topic = 0, { note = false }: { note?: boolean } = {}): void {
    if (this.typists.worthTelling(topic)) this.socket.say({ typing: true, topic, ...(note ? { note } : {}) });
  }

  read(to: number, topic = 0): void {
    this.socket.say({ read: to, topic });
  }

  add(pass: string): number {
    const place = this.passes.push(pass) - 1;
    this.socket.say({ follow: [pass] });
    this.socket.open();
    return place;
  }

  stop(): void {
    this.ends.abort();
    window.clearTimeout(this.away);
    this.typists.forget();
    this.pace.stop();
    this.socket.close();
  }

  private on(place: EventTarget, kind: string, deed: (event: Event) => unknown): void {
    place.addEventListener(kind, deed, { signal: this.ends.signal, passive: true });
  }

  private heard(told: Heard): void {
    const topic = told.topic ?? 0;
    if (told.following) {
      this.turn(told.following.length > 0);
      this.pace.look(); // what came while nobody told us
    }
    if (told.after !== undefined) this.notice({ topic, after: told.after });
    if (told.typing) this.typists.types(told.typing, topic);
    if (told.read) this.options.onRead?.({ ...told.read, topic });
    if (told.here) this.options.onHere?.(told.here, topic);
    if (told.over) this.ranOut(topic);
  }

  private notice(notice: Notice): void {
    if (notice.after) this.typists.stopped(notice.topic); // what was being written is there
    if (this.options.onNotice) this.options.onNotice(notice);
    else this.pace.look();
  }

  private ranOut(topic: number): void {
    if (this.over.has(topic)) return;
    this.over.add(topic);
    if (this.over.size === this.passes.length) this.hangUp(); // nothing to wait for until a new pass comes
    this.options.onOver?.(topic);
  }

  private hangUp(): void {
    this.socket.close();
    this.turn(false);
  }

  private turn(live: boolean): void {
    if (live === this.pace.told) return; // each vain try of the socket would put the next look off
    this.pace.told = live;
    this.pace.plan();
    this.options.onState?.(live ? "live" : "polling");
  }

  /** The page came before somebody's eyes, or went behind another one for longer than a glance. */
  private seen(): void {
    window.clearTimeout(this.away);
    if (document.hidden) {
      this.away = window.setTimeout(() => this.socket.say({ away: true }), AWAY_AFTER);
      this.pace.plan();
      return;
    }
    this.socket.say({ away: false });
    this.wake();
  }

  private wake(): void {
    if (this.over.size < this.passes.length) this.socket.probe();
    this.pace.look();
  }
}
