import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { writeArticles } from "./article";
import { put } from "./article_words";

let live = { preview: "<p>neu</p>", newer: "", remarks: [] as object[], said: "Rien" };
const sent: FormData[] = [];

beforeEach(() => {
  vi.useFakeTimers();
  localStorage.clear();
  sent.length = 0;
  live = { preview: "<p>neu</p>", newer: "", remarks: [], said: "Rien" };
  vi.stubGlobal("fetch", (_address: string, how: RequestInit) => {
    sent.push(how.body as FormData);
    return Promise.resolve({ ok: true, redirected: false, json: () => Promise.resolve(live) });
  });
});

afterEach(() => vi.useRealTimers());

function draw(bound = ""): void {
  document.body.innerHTML = `
    <form action="/a/" data-article="lamelle/return-fees" ${bound}>
      <p data-said></p><button data-preview value="preview">Voir</button>
      <div data-newer></div>
      <div hidden data-kept><button type="button" data-kept-take>Reprendre</button><button type="button" data-kept-drop>Jeter</button></div>
      <textarea name="body_fr" id="f">Un</textarea><ul data-remarks="body_fr"></ul>
      <textarea name="body_en" id="e">One</textarea>
      <p data-count="f" data-of="body" data-words="mots" hidden></p>
      <div data-looks></div><button data-save value="save">Enregistrer</button>
    </form>`;
  writeArticles(document);
}

const french = () => document.querySelector("[name=body_fr]") as HTMLTextAreaElement;
const query = (what: string) => document.querySelector(what) as HTMLElement;

async function type(text: string): Promise<void> {
  french().value = text;
  french().dispatchEvent(new Event("input", { bubbles: true }));
  await vi.advanceTimersByTimeAsync(700);
}

test("the preview and the remarks follow what is typed", async () => {
  draw();
  live.remarks = [{ field: "body_fr", sentence: "Trop <court>.", blocks: true }];
  await type("Deux mots");
  expect(sent[0]?.get("do")).toBe("preview");
  expect(query("[data-looks]").textContent).toBe("neu");
  expect(query("[data-remarks]").textContent).toContain("Trop <court>.");
  expect(query("[data-remarks] li").className).toBe("is-blocking");
  expect(query("[data-count]").textContent).toBe("2 mots");
  expect(query("[data-preview]").hidden).toBe(true);
});

test("what was not saved is offered on this device and put in only when asked for", async () => {
  draw();
  await type("Perdu ?");
  draw();
  expect(french().value).toBe("Un");
  expect(query("[data-kept]").hidden).toBe(false);
  query("[data-kept-take]").click();
  expect(french().value).toBe("Perdu ?");
});

test("what was thrown away is not offered again", async () => {
  draw();
  await type("Perdu ?");
  draw();
  query("[data-kept-drop]").click();
  draw();
  expect(query("[data-kept]").hidden).toBe(true);
});

test("what was saved is not offered again", async () => {
  draw();
  await type("Gardé");
  query("form").dispatchEvent(new Event("submit"));
  draw();
  expect(query("[data-kept]").hidden).toBe(true);
});

test("what was sent and refused is still offered on the next visit", async () => {
  draw();
  await type("Refusé");
  query("form").dispatchEvent(new Event("submit"));
  draw("data-bound");
  french().value = "Refusé";
  await type("Refusé");
  draw();
  expect(query("[data-kept]").hidden).toBe(false);
});

test("a colleague’s version is told once, and not drawn anew while it is read", async () => {
  draw();
  live.newer = '<div data-newer-number="4">Claire</div>';
  await type("a");
  const told = query("[data-newer-number]");
  await type("b");
  expect(query("[data-newer-number]")).toBe(told);
});

test("Alt and L lead to the same field in the other language", () => {
  draw();
  french().dispatchEvent(new KeyboardEvent("keydown", { code: "KeyL", key: "l", altKey: true, bubbles: true }));
  expect(document.activeElement?.id).toBe("e");
});

test("marks go around what is chosen, and lines lose a sign that all of them have", () => {
  draw();
  const field = french();
  field.value = "un deux\ntrois";
  field.setSelectionRange(3, 7);
  put(field, "bold");
  expect(field.value).toBe("un **deux**\ntrois");
  field.setSelectionRange(0, field.value.length);
  put(field, "steps");
  expect(field.value).toBe("1. un **deux**\n2. trois");
  field.setSelectionRange(0, field.value.length);
  put(field, "list");
  expect(field.value).toBe("- un **deux**\n- trois");
  field.setSelectionRange(0, field.value.length);
  put(field, "list");
  expect(field.value).toBe("un **deux**\ntrois");
});
