import { beforeEach, describe, expect, it } from "vitest";
import { queueKeys } from "./queue";
import { tickAll } from "./ticks";

const ROWS = ["one", "two", "three"]
  .map((name) => `<tr data-row="${name}" id="${name}"><td><input type="checkbox" data-choose><a data-open href="#${name}">x</a><a data-act href="#${name}-act">y</a></td></tr>`)
  .join("");

function press(key: string, on: EventTarget = document.body, more: KeyboardEventInit = {}): void {
  on.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more }));
}

function current(): string {
  return document.querySelector(".is-current")?.id ?? "";
}

function page(html: string): Document {
  const root = document.implementation.createHTMLDocument();
  root.body.innerHTML = html;
  return root;
}

describe("the keys of the queue", () => {
  beforeEach(() => {
    localStorage.clear();
    sessionStorage.clear();
    document.body.innerHTML =
      `<input id="field"><table data-queue><tbody>${ROWS}</tbody></table>` +
      `<span data-keys-hints hidden><button data-keys-switch data-on="on" data-off="off"></button></span>`;
    document.querySelector("#one")?.classList.add("is-current");
    queueKeys(document);
  });

  it("moves row by row, and stops at the last and at the first", () => {
    press("j");
    expect(current()).toBe("two");
    for (const key of ["j", "j", "j"]) press(key);
    expect(current()).toBe("three");
    for (const key of ["k", "k", "k", "k", "k"]) press(key);
    expect(current()).toBe("one");
  });

  it("leaves letters alone in a field, and with a modifier", () => {
    press("j", document.querySelector("#field") ?? document.body);
    press("j", document.body, { ctrlKey: true });
    expect(current()).toBe("one");
  });

  it("chooses the current row with X, and lets it go again", () => {
    press("j");
    press("x");
    expect(document.querySelector<HTMLInputElement>("#two [data-choose]")?.checked).toBe(true);
    press("x");
    expect(document.querySelector<HTMLInputElement>("#two [data-choose]")?.checked).toBe(false);
  });

  it("shows its hints only where scripts run, and can be switched off", () => {
    expect(document.querySelector<HTMLElement>("[data-keys-hints]")?.hidden).toBe(false);
    document.querySelector<HTMLElement>("[data-keys-switch]")?.click();
    press("j");
    expect(current()).toBe("one");
  });
});

describe("the place in the queue", () => {
  const list = (names: string[]): void => {
    document.body.innerHTML = `<table data-queue><tbody>${names
      .map((name) => `<tr data-row="${name}" id="${name}"><td><a data-open href="#${name}">x</a></td></tr>`)
      .join("")}</tbody></table>`;
    queueKeys(document);
  };

  beforeEach(() => {
    sessionStorage.clear();
    list(["one", "two", "three"]);
    document.querySelector<HTMLElement>("#two [data-open]")?.click();
  });

  it("is taken up again by whoever comes back", () => {
    list(["one", "two", "three"]);
    expect(current()).toBe("two");
    expect(document.activeElement?.getAttribute("href")).toBe("#two");
  });

  it("is the row that took its place where the case has left the list", () => {
    list(["one", "three"]);
    expect(current()).toBe("three");
  });
});

describe("a case by itself", () => {
  it("goes on to the next case with J", () => {
    localStorage.clear();
    const root = page('<a data-next href="#">Next</a>');
    let opened = 0;
    root.querySelector("[data-next]")?.addEventListener("click", () => (opened += 1));
    queueKeys(root);
    press("j", root.body);
    expect(opened).toBe(1);
  });
});

describe("ticking all", () => {
  it("adds a button that ticks every box", () => {
    const root = page('<fieldset data-tick-all="All"><input type="checkbox"><input type="checkbox"></fieldset>');
    tickAll(root);
    root.querySelector("button")?.click();
    expect([...root.querySelectorAll("input")].every((box) => box.checked)).toBe(true);
  });
});
