import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { changeInPlace, neighbour } from "./inplace";

const TABLE = (value: string): string => `
  <p data-said>${value}</p>
  <form id="rows" action="/policy/" data-inplace></form>
  <div class="rp-gridwrap"><table data-grid>
    <tbody data-row="a1"><tr><th><a class="rp-rule-n" id="n-a1" href="/a1">1</a></th>
      <td><a data-cell id="a1:when-kind" href="/a1?cell=when-kind">Filament</a></td>
      <td><a data-cell id="a1:when-value" href="/a1?cell=when-value">${value}</a></td></tr></tbody>
    <tbody data-row="a2"><tr><th><a class="rp-rule-n" id="n-a2" href="/a2">2</a></th>
      <td><a data-cell id="a2:when-kind" href="/a2?cell=when-kind">–</a></td>
      <td><a data-cell id="a2:when-value" href="/a2?cell=when-value">–</a></td></tr></tbody>
  </table></div>`;
const CELL = `<form class="rp-celledit" action="/a1?cell=when-value" data-inplace><label for="v">Value</label>
  <input id="v" name="v" type="text" value="25"><button type="submit">Save</button><button type="button" data-close>Cancel</button></form>`;

const at = (id: string): HTMLElement => document.getElementById(id) as HTMLElement;
const settled = async (): Promise<void> => void (await vi.advanceTimersByTimeAsync(100));

describe("a row changed in its place", () => {
  const fetched = vi.fn<(address: string, how?: RequestInit) => Promise<Response>>();

  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal("fetch", fetched);
    fetched.mockReset();
    document.body.innerHTML = `<div data-policy-part>${TABLE("25 €")}</div>`;
    changeInPlace(document);
  });
  afterEach(() => {
    document.querySelector<HTMLButtonElement>("[data-close]")?.click();
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });

  it("opens a cell as a small form with the focus in it, and Escape gives it back", async () => {
    fetched.mockImplementation(async () => new Response(CELL));
    at("a1:when-value").click();
    await settled();
    expect(document.querySelector("[role=dialog]")?.getAttribute("aria-label")).toBe("Value");
    expect(document.activeElement?.id).toBe("v");
    at("v").dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
    expect(document.querySelector("[role=dialog]")).toBeNull();
    expect(document.activeElement?.id).toBe("a1:when-value");
  });

  it("draws the table again once the cell is saved, says so, and keeps the place", async () => {
    fetched.mockResolvedValueOnce(new Response(CELL)).mockResolvedValueOnce(new Response(TABLE("40 €")));
    at("a1:when-value").click();
    await settled();
    document.querySelector<HTMLFormElement>(".rp-celledit")?.requestSubmit();
    await settled();
    expect(at("a1:when-value").textContent).toBe("40 €");
    expect(document.activeElement?.id).toBe("a1:when-value");
    expect(document.querySelector("[data-said]")?.textContent).toBe("40 €");
  });

  it("keeps the form open with what is wrong", async () => {
    fetched.mockResolvedValueOnce(new Response(CELL));
    fetched.mockResolvedValueOnce(new Response(CELL.replace("<label", '<p class="rp-field-error">No</p><label'), { status: 422 }));
    at("a1:when-value").click();
    await settled();
    document.querySelector<HTMLFormElement>(".rp-celledit")?.requestSubmit();
    await settled();
    expect(document.querySelector(".rp-field-error")?.textContent).toBe("No");
    expect(at("a1:when-value").textContent).toBe("25 €");
  });

  it("saves when somebody presses elsewhere after typing, and only closes when nothing was typed", async () => {
    fetched.mockImplementation(async () => new Response(CELL));
    at("a1:when-value").click();
    await settled();
    document.body.dispatchEvent(new Event("pointerdown", { bubbles: true }));
    expect(document.querySelector("[role=dialog]")).toBeNull();
    expect(fetched).toHaveBeenCalledTimes(1);
    at("a1:when-value").click();
    await settled();
    (at("v") as HTMLInputElement).value = "30";
    fetched.mockResolvedValueOnce(new Response(TABLE("30 €")));
    document.body.dispatchEvent(new Event("pointerdown", { bubbles: true }));
    await settled();
    expect(at("a1:when-value").textContent).toBe("30 €");
  });

  it("goes from cell to cell with the arrows", () => {
    const row = document.querySelector("[data-row=a1]") as HTMLElement;
    expect(neighbour(at("a1:when-kind"), row, "ArrowRight")?.id).toBe("a1:when-value");
    expect(neighbour(at("a1:when-kind"), row, "ArrowLeft")?.id).toBe("n-a1");
    expect(neighbour(at("a1:when-kind"), row, "ArrowDown")?.id).toBe("a2:when-kind");
    expect(neighbour(at("a1:when-kind"), row, "ArrowUp")).toBeUndefined();
    expect(neighbour(at("a1:when-value"), row, "ArrowRight")).toBeUndefined();
  });
});
