import { expect, test, vi } from "vitest";
import { body, progress } from "./upload_form";
import { uploads } from "./uploads";

test("only the token and the chosen field's files are sent", () => {
  document.body.innerHTML = `<form>
    <input name="csrfmiddlewaretoken" value="t"><input name="secret" value="typed"><input type="file" name="shot-overview">
  </form>`;
  const form = document.querySelector("form");
  if (!form) throw new Error("no form");
  const data = body(form, "shot-overview", new File(["x"], "part.jpg"));
  expect([...data.keys()].sort()).toEqual(["csrfmiddlewaretoken", "do", "shot-overview"]);
});

test("progress is a percentage, then the check", () => {
  const words = { sending: "Sending:", checking: "Checking…" };
  expect(progress(words, 30, 120)).toBe("Sending: 25 %");
  expect(progress(words, 120, 120)).toBe("Checking…");
  expect(progress(words, 0, 0)).toBe("Sending: 0 %");
});

const PAGE = (problem: string, kept: string): string => `<div data-uploads>
  <form method="post" action="/evidence/"><input type="file" id="files" name="files" multiple>
  ${problem && `<p id="files-error">${problem}</p>`}</form><ul class="kept">${kept}</ul>
  <ul data-upload-list data-drop="Leave out"></ul></div>`;

class Answering extends EventTarget {
  static answers: string[] = [];
  upload = new EventTarget();
  status = 200;
  responseText = "";
  open(): void {}
  setRequestHeader(): void {}
  send(): void {
    this.responseText = Answering.answers.shift() ?? "";
    queueMicrotask(() => this.dispatchEvent(new Event("load")));
  }
}

test("why one of several files was refused stays until somebody has read it", async () => {
  vi.stubGlobal("XMLHttpRequest", Answering);
  Answering.answers = [PAGE("cut.stl: damaged.", ""), PAGE("", "<li>part.jpg</li>")];
  document.body.innerHTML = PAGE("", "");
  uploads(document);
  const field = document.querySelector<HTMLInputElement>("#files");
  if (!field) throw new Error("no field");
  const files = [new File(["x"], "cut.stl"), new File(["x"], "part.jpg")];
  Object.defineProperty(field, "files", { value: files });
  Object.defineProperty(field, "value", { value: "", writable: true });
  field.dispatchEvent(new Event("change", { bubbles: true }));
  await vi.waitFor(() => expect(document.querySelector(".kept")?.textContent).toBe("part.jpg"));
  expect(document.querySelector("#files-error")).toBeNull();
  const rows = [...document.querySelectorAll("[data-upload-list] li")];
  expect(rows.map((row) => row.querySelector("small")?.textContent)).toEqual(["cut.stl: damaged."]);
  rows[0]?.querySelector<HTMLButtonElement>("button:not([hidden])")?.click();
  expect(document.querySelectorAll("[data-upload-list] li")).toHaveLength(0);
  vi.unstubAllGlobals();
});
