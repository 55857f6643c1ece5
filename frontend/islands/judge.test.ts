import { beforeEach, expect, test, vi } from "vitest";
import { judgeSample } from "./judge";

const sent: string[] = [];

beforeEach(() => {
  localStorage.clear();
  sent.length = 0;
  Element.prototype.scrollIntoView = () => undefined;
  vi.stubGlobal("fetch", (_address: string, how: RequestInit) => {
    const verdict = String((how.body as FormData).get("verdict"));
    sent.push(verdict);
    return Promise.resolve({ ok: true, redirected: false, json: () => Promise.resolve({ verdict, done: 1, of: 2, told: "1 sur 2" }) });
  });
  const row = (n: number): string => `
    <li id="q-${n}" data-judged=""><h2 tabindex="-1">Question ${n}</h2>
      <form action="/j/${n}/"><button name="verdict" value="right" data-verdict="right" data-key="r" aria-pressed="false">Juste</button>
      <button name="verdict" value="wrong" data-verdict="wrong" data-key="w" aria-pressed="false">Faux</button></form></li>`;
  document.body.innerHTML = `<p data-judge-told></p><progress data-judge-bar max="2"></progress><ol data-judge>${row(1)}${row(2)}</ol>`;
  judgeSample(document);
});

const press = (key: string) => document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
const current = () => document.querySelector(".is-current")?.id;

test("a key judges the current question and leads to the next one", async () => {
  expect(current()).toBe("q-1");
  press("w");
  await vi.waitFor(() => expect(current()).toBe("q-2"));
  expect(sent).toEqual(["wrong"]);
  expect(document.querySelector("[data-judge-told]")?.textContent).toBe("1 sur 2");
  expect(document.querySelector("#q-1 [data-verdict=wrong]")?.getAttribute("aria-pressed")).toBe("true");
});

test("a verdict pressed again is taken back", async () => {
  press("r");
  await vi.waitFor(() => expect(current()).toBe("q-2"));
  press("k");
  press("r");
  await vi.waitFor(() => expect(sent).toEqual(["right", ""]));
});

test("J and K go from question to question", () => {
  press("j");
  expect(current()).toBe("q-2");
  press("k");
  expect(current()).toBe("q-1");
});
