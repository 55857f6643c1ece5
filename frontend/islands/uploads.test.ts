import { expect, test } from "vitest";
import { body, progress } from "./uploads";

test("only the token and the chosen field's files are sent", () => {
  document.body.innerHTML = `<form>
    <input name="csrfmiddlewaretoken" value="t"><input name="secret" value="typed"><input type="file" name="shot-overview">
  </form>`;
  const form = document.querySelector("form");
  const field = document.querySelector<HTMLInputElement>("[type=file]");
  if (!form || !field) throw new Error("no form");
  Object.defineProperty(field, "files", { value: [new File(["x"], "part.jpg")] });
  const data = body(form, field);
  expect([...data.keys()].sort()).toEqual(["csrfmiddlewaretoken", "do", "shot-overview"]);
});

test("progress is a percentage, then the check", () => {
  const state = document.createElement("p");
  state.dataset["sending"] = "Sending:";
  state.dataset["checking"] = "Checking…";
  expect(progress(state, 30, 120)).toBe("Sending: 25 %");
  expect(progress(state, 120, 120)).toBe("Checking…");
  expect(progress(state, 0, 0)).toBe("Sending: 0 %");
});
