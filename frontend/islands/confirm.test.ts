import { beforeEach, describe, expect, it, vi } from "vitest";
import { confirmFirst } from "./confirm";

describe("the dialog that asks once more", () => {
  let sent = 0;

  beforeEach(() => {
    sent = 0;
    document.body.innerHTML = `<form><button data-confirm="ask">Refund…</button>
      <dialog id="ask"><button type="button" data-close>Cancel</button><button data-confirmed>Refund</button></dialog></form>`;
    document.querySelector("form")?.addEventListener("submit", (event) => {
      event.preventDefault();
      sent += 1;
    });
  });

  it("opens instead of sending, closes without sending, and sends by its own button alone", () => {
    const dialog = document.querySelector("dialog") as HTMLDialogElement;
    dialog.showModal = vi.fn(() => dialog.setAttribute("open", ""));
    dialog.close = vi.fn(() => dialog.removeAttribute("open"));
    confirmFirst(document);
    document.querySelector<HTMLButtonElement>("[data-confirm]")?.click();
    expect([dialog.hasAttribute("open"), sent]).toEqual([true, 0]);
    document.querySelector<HTMLButtonElement>("[data-close]")?.click();
    expect([dialog.hasAttribute("open"), sent]).toEqual([false, 0]);
    document.querySelector<HTMLButtonElement>("[data-confirmed]")?.click();
    expect(sent).toBe(1);
  });
});
