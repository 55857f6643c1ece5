import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type Line, follow } from "./live";

/** What the page believes to be a socket; the test is the house at its other end. */
class Wire {
  static readonly OPEN = 1;
  static opened: Wire[] = [];
  readyState = 0;
  deaf = false;
  said: Record<string, unknown>[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: (() => void) | null = null;

  constructor(readonly url: string) {
    Wire.opened.push(this);
  }

  send(text: string): void {
    const said = JSON.parse(text) as Record<string, unknown>;
    this.said.push(said);
    if (said["still"] && !this.deaf) this.tell({ still: true });
  }

  close(): void {
    this.readyState = 3;
  }

  accept(following = [0]): void {
    this.readyState = 1;
    this.onopen?.();
    this.tell({ following });
  }

  tell(told: object): void {
    this.onmessage?.({ data: JSON.stringify(told) });
  }

  breakOff(): void {
    this.readyState = 3;
    this.onclose?.();
  }
}

const wire = (): Wire => Wire.opened.at(-1) as Wire;
let line: Line | undefined;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("WebSocket", Wire);
  vi.spyOn(Math, "random").mockReturnValue(0.5);
  Wire.opened = [];
});

afterEach(() => {
  line?.stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

function hide(hidden: boolean): void {
  vi.spyOn(document, "hidden", "get").mockReturnValue(hidden);
  document.dispatchEvent(new Event("visibilitychange"));
}

test("the page shows its passes, and looks once for what came before it was followed", async () => {
  const poll = vi.fn(() => Promise.resolve());
  line = follow(["pass"], { poll });
  expect(wire().url).toMatch(/^wss?:\/\/.+\/live\/$/);
  wire().accept();
  expect(wire().said).toEqual([{ follow: ["pass"] }]);
  await vi.advanceTimersByTimeAsync(30_000);
  expect(poll).toHaveBeenCalledTimes(1);
});

test("a notice makes the page look, and two in a row no more than twice at once", async () => {
  let done: () => void = () => undefined;
  const poll = vi.fn(() => new Promise<void>((resolve) => (done = resolve)));
  line = follow(["pass"], { poll });
  wire().accept();
  wire().tell({ after: 3, topic: 0 });
  wire().tell({ after: 4, topic: 0 });
  expect(poll).toHaveBeenCalledTimes(1);
  done();
  await vi.advanceTimersByTimeAsync(0);
  expect(poll).toHaveBeenCalledTimes(2);
});

test("whoever wants the number of a notice is given it", () => {
  const onNotice = vi.fn();
  line = follow(["a", "b"], { poll: () => undefined, onNotice });
  wire().accept([0, 1]);
  wire().tell({ after: 12, topic: 1 });
  expect(onNotice).toHaveBeenCalledWith({ topic: 1, after: 12 });
});

test("without a socket the page asks every four seconds, seldom when nobody touches it or sees it", async () => {
  const poll = vi.fn(() => Promise.resolve());
  line = follow(["pass"], { poll });
  await vi.advanceTimersByTimeAsync(12_100);
  expect(poll).toHaveBeenCalledTimes(3);
  await vi.advanceTimersByTimeAsync(120_000);
  poll.mockClear();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(poll.mock.calls.length).toBeLessThanOrEqual(5);
  window.dispatchEvent(new Event("keydown"));
  expect(poll.mock.calls.length).toBeGreaterThan(3);
  hide(true);
  poll.mockClear();
  await vi.advanceTimersByTimeAsync(60_100);
  expect(poll).toHaveBeenCalledTimes(2);
});

test("while the network is away the page asks less and less often", async () => {
  const poll = vi.fn(() => Promise.reject(new Error("offline")));
  line = follow(["pass"], { poll });
  await vi.advanceTimersByTimeAsync(100_000);
  expect(poll.mock.calls.length).toBeLessThan(6);
});

test("a lost connection is opened again, later each time, and what was missed is fetched", async () => {
  const poll = vi.fn(() => Promise.resolve());
  const states: string[] = [];
  line = follow(["pass"], { poll, onState: (state) => states.push(state) });
  wire().accept();
  await vi.advanceTimersByTimeAsync(0);
  poll.mockClear();
  wire().breakOff();
  await vi.advanceTimersByTimeAsync(510);
  expect(Wire.opened).toHaveLength(2);
  wire().breakOff();
  await vi.advanceTimersByTimeAsync(510);
  expect(Wire.opened).toHaveLength(2);
  await vi.advanceTimersByTimeAsync(510);
  expect(Wire.opened).toHaveLength(3);
  wire().accept();
  await vi.advanceTimersByTimeAsync(0);
  expect(poll).toHaveBeenCalledTimes(1);
  expect(states).toEqual(["live", "polling", "live"]);
});

test("vain tries of the socket put no look off", async () => {
  const poll = vi.fn(() => Promise.resolve());
  line = follow(["pass"], { poll });
  for (let step = 0; step < 121; step += 1) {
    await vi.advanceTimersByTimeAsync(100);
    if (wire().readyState === 0) wire().breakOff();
  }
  expect(Wire.opened.length).toBeGreaterThan(3);
  expect(poll).toHaveBeenCalledTimes(3);
});

test("refused for ever, the page goes on asking and tries the socket twice a minute", async () => {
  const poll = vi.fn(() => Promise.resolve());
  line = follow(["pass"], { poll });
  wire().breakOff();
  for (let step = 0; step < 600; step += 1) {
    await vi.advanceTimersByTimeAsync(1_000);
    if (wire().readyState === 0) wire().breakOff();
  }
  expect(Wire.opened.length).toBeGreaterThan(15);
  expect(Wire.opened.length).toBeLessThan(40);
  expect(poll.mock.calls.length).toBeGreaterThan(40);
});

test("a line that answers nothing any more is given up for a new one", async () => {
  line = follow(["pass"], { poll: () => Promise.resolve() });
  wire().accept();
  window.dispatchEvent(new Event("online"));
  expect(wire().said.at(-1)).toEqual({ still: true });
  await vi.advanceTimersByTimeAsync(10_000);
  expect(Wire.opened).toHaveLength(1);
  wire().deaf = true;
  window.dispatchEvent(new Event("online"));
  await vi.advanceTimersByTimeAsync(6_000);
  expect(Wire.opened).toHaveLength(2);
});

test("somebody who writes is shown until the message is there, or they stop", async () => {
  const onTyping = vi.fn();
  line = follow(["pass"], { poll: () => Promise.resolve(), onTyping });
  wire().accept();
  const ines = { side: "staff", name: "Inès" };
  wire().tell({ typing: ines, topic: 0 });
  expect(onTyping).toHaveBeenLastCalledWith(ines, 0);
  wire().tell({ after: 8, topic: 0 });
  expect(onTyping).toHaveBeenLastCalledWith(null, 0);
  wire().tell({ typing: ines, topic: 0 });
  await vi.advanceTimersByTimeAsync(7_000);
  expect(onTyping).toHaveBeenCalledTimes(4);
  expect(onTyping).toHaveBeenLastCalledWith(null, 0);
});

test("typing is told at the first key and then seldom, of a note to colleagues only", async () => {
  line = follow(["pass"], { poll: () => Promise.resolve() });
  wire().accept();
  for (let key = 0; key < 20; key += 1) {
    line.typing(0, { note: true });
    await vi.advanceTimersByTimeAsync(150);
  }
  const told = wire().said.filter((said) => said["typing"]);
  expect(told).toEqual([
    { typing: true, topic: 0, note: true },
    { typing: true, topic: 0, note: true },
  ]);
});

test("a page behind another one counts as away after a while, and is back at once", async () => {
  line = follow(["pass"], { poll: () => Promise.resolve() });
  wire().accept();
  hide(true);
  await vi.advanceTimersByTimeAsync(15_000);
  hide(false);
  hide(true);
  await vi.advanceTimersByTimeAsync(21_000);
  hide(false);
  const away = wire()
    .said.map((said) => said["away"])
    .filter((said) => said !== undefined);
  expect(away).toEqual([false, true, false]);
});

test("a pass that has run out is told once, the page asks, and a new pass brings the line back", async () => {
  const poll = vi.fn(() => Promise.resolve());
  const onOver = vi.fn();
  line = follow(["old"], { poll, onOver });
  wire().accept();
  wire().tell({ over: true, topic: 0 });
  expect(onOver).toHaveBeenCalledExactlyOnceWith(0);
  poll.mockClear();
  await vi.advanceTimersByTimeAsync(8_100);
  expect(poll).toHaveBeenCalledTimes(2);
  expect(line.add("new")).toBe(1);
  wire().accept([1]);
  expect(wire().said[0]).toEqual({ follow: ["old", "new"] });
  wire().tell({ over: true, topic: 0 });
  expect(onOver).toHaveBeenCalledTimes(1);
});

test("staff see who else looks, and how far the other side has read", () => {
  const onHere = vi.fn();
  const onRead = vi.fn();
  line = follow(["pass"], { poll: () => undefined, onHere, onRead });
  wire().accept();
  wire().tell({ here: [{ side: "staff", name: "Marc" }], topic: 0 });
  expect(onHere).toHaveBeenCalledWith([{ side: "staff", name: "Marc" }], 0);
  wire().tell({ read: { side: "customer", to: 5 }, topic: 0 });
  expect(onRead).toHaveBeenCalledWith({ side: "customer", to: 5, topic: 0 });
});

test("once stopped, nothing is asked, told or opened", async () => {
  const poll = vi.fn(() => Promise.resolve());
  line = follow(["pass"], { poll });
  wire().accept();
  await vi.advanceTimersByTimeAsync(0);
  line.stop();
  poll.mockClear();
  window.dispatchEvent(new Event("online"));
  hide(false);
  await vi.advanceTimersByTimeAsync(300_000);
  expect(poll).not.toHaveBeenCalled();
  expect(Wire.opened).toHaveLength(1);
});
