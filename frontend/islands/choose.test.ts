import { beforeEach, describe, expect, it } from "vitest";
import { chooseRows } from "./choose";

function boxes(): HTMLInputElement[] {
  return [...document.querySelectorAll<HTMLInputElement>("[data-choose]")];
}

function tick(box: HTMLInputElement | null, on: boolean): void {
  if (!box) throw new Error("no such box");
  box.checked = on;
  box.dispatchEvent(new Event("change", { bubbles: true }));
}

describe("choosing rows", () => {
  beforeEach(() => {
    document.body.innerHTML =
      `<form data-chosen><div data-bulkbar><span data-chosen-count data-one="one" data-many="[n] chosen"></span></div>` +
      `<input type="checkbox" data-choose-all hidden>` +
      `<p data-row><input type="checkbox" data-choose></p><p data-row><input type="checkbox" data-choose></p></form>`;
    chooseRows(document);
  });

  it("shows the deeds only once something is chosen, and says how much", () => {
    const bar = document.querySelector("[data-bulkbar]");
    expect(bar?.classList.contains("is-idle")).toBe(true);
    tick(boxes()[0] ?? null, true);
    expect(bar?.classList.contains("is-idle")).toBe(false);
    expect(document.querySelector("[data-chosen-count]")?.textContent).toBe("one");
  });

  it("chooses the whole page at once, and lets it go again", () => {
    const all = document.querySelector<HTMLInputElement>("[data-choose-all]");
    expect(all?.hidden).toBe(false);
    tick(all, true);
    expect(boxes().every((box) => box.checked)).toBe(true);
    expect(document.querySelector("[data-chosen-count]")?.textContent).toBe("2 chosen");
    tick(all, false);
    expect(boxes().some((box) => box.checked)).toBe(false);
  });
});
