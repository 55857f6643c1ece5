import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { watchParts } from "./watch";

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("a part at work is put in its place again until it is done", async () => {
  document.body.innerHTML = `<aside id="trial" data-watch="/trial/">10 of 20</aside>`;
  const answers = [`<aside id="trial" data-watch="/trial/">20 of 20</aside>`, `<aside id="trial">done</aside>`];
  const asked = vi.fn(() => Promise.resolve(new Response(answers.shift())));
  vi.stubGlobal("fetch", asked);
  watchParts(document);
  await vi.advanceTimersByTimeAsync(1300);
  expect(document.body.textContent).toBe("20 of 20");
  await vi.advanceTimersByTimeAsync(4000);
  expect(document.body.textContent).toBe("done");
  expect(asked).toHaveBeenCalledTimes(2);
});

test("a part nobody asked for begins once it has been quiet, and once only", async () => {
  document.body.innerHTML = `<aside data-watch-begin><form method="post" action="/begin/"><button>Try</button></form></aside>`;
  const asked = vi.fn(() => Promise.resolve(new Response("<aside>at work</aside>")));
  vi.stubGlobal("fetch", asked);
  watchParts(document);
  await vi.advanceTimersByTimeAsync(1300);
  expect(asked).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(6000);
  expect(asked).toHaveBeenCalledTimes(1);
  expect(document.body.textContent).toBe("at work");
});
