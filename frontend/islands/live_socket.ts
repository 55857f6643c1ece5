/** The socket of a page that follows something: opened again whenever it closes, and tried when it has been silent. */
export interface Heard {
  following?: number[];
  after?: number;
  typing?: { side: "customer" | "staff"; name: string };
  read?: { side: "customer" | "staff"; to: number };
  here?: { side: "customer" | "staff"; name: string }[];
  over?: boolean;
  still?: boolean;
  topic?: number;
}

interface Hooks {
  /** What to say first: the passes. */
  hello: () => object[];
  heard: (told: Heard) => void;
  /** The connection is gone, or there never was one. */
  lost: () => void;
}

const FIRST = 500;
const LONGEST = 30_000;
const SILENCE = 5_000; // how long an answer may take before the line is taken for dead

export class LiveSocket {
  private socket: WebSocket | null = null;
  private tries = 0;
  private again: number | undefined;
  private waits: number | undefined;

  constructor(private readonly hooks: Hooks) {}

  open(): void {
    if (this.socket) return;
    window.clearTimeout(this.again);
    const socket = (this.socket = new WebSocket(address()));
    socket.onopen = () => {
      for (const told of this.hooks.hello()) this.say(told);
    };
    socket.onmessage = (event: MessageEvent<string>) => {
      this.answered();
      const told = JSON.parse(event.data) as Heard;
      if (told.following) this.tries = 0;
      this.hooks.heard(told);
    };
    socket.onclose = () => {
      if (this.socket === socket) this.drop();
    };
  }

  /** Say something, if somebody listens. */
  say(told: object): void {
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(told));
  }

  /** Ask whether the line still stands: a laptop that slept, or a phone that left the house, is told nothing. */
  probe(): void {
    if (this.socket?.readyState !== WebSocket.OPEN) {
      this.tries = 0;
      this.drop();
      this.open();
      return;
    }
    this.waits ??= window.setTimeout(() => {
      this.drop();
    }, SILENCE);
    this.say({ still: true });
  }

  /** Hang up, and stay so. */
  close(): void {
    const socket = this.socket;
    this.socket = null;
    window.clearTimeout(this.again);
    this.answered();
    socket?.close();
  }

  private answered(): void {
    window.clearTimeout(this.waits);
    this.waits = undefined;
  }

  /** Forget the line and plan another: later each time, and not at the same moment as everybody else. */
  private drop(): void {
    this.close();
    this.hooks.lost();
    const wait = Math.min(LONGEST, FIRST * 2 ** this.tries++);
    this.again = window.setTimeout(
      () => {
        this.open();
      },
      wait * (0.5 + Math.random()),
    );
  }
}

function address(): string {
  const { protocol, host } = window.location;
  return `${protocol === "https:" ? "wss:" : "ws:"}//${host}/live/`;
}
