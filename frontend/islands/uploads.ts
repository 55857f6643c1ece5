/**
 * Sends a file as soon as it is chosen, with progress, and shows the page's answer in place. Without it the files go
 * with the form's own buttons.
 *
 *     <div data-uploads>
 *       <form method="post" enctype="multipart/form-data">
 *         <input type="file" name="more" multiple>
 *         <p role="status" data-upload-state data-sending="Sending:" data-checking="Checking…" data-lost="…"></p>
 *         <button name="do" value="add" data-without-script>Add the chosen files</button>
 *       </form>
 *     </div>
 */
import { focusErrors } from "./errors";

export function uploads(root: Document): void {
  const place = root.querySelector<HTMLElement>("[data-uploads]");
  if (!place) return;
  prepare(place);
  place.addEventListener("change", (event) => {
    const field = event.target;
    if (field instanceof HTMLInputElement && field.type === "file" && field.files?.length) send(place, field);
  });
}

function prepare(place: HTMLElement): void {
  for (const spare of place.querySelectorAll<HTMLElement>("[data-without-script]")) spare.hidden = true;
}

function send(place: HTMLElement, field: HTMLInputElement): void {
  const form = field.form;
  const state = place.querySelector<HTMLElement>("[data-upload-state]");
  if (!form || !state) return;
  const request = new XMLHttpRequest();
  request.open("POST", form.action || location.href);
  request.upload.addEventListener("progress", (event) => {
    state.textContent = progress(state, event.loaded, event.total);
  });
  request.addEventListener("load", () => {
    if (!replace(place, request.responseText, field.id)) lost(state, field);
  });
  request.addEventListener("error", () => lost(state, field));
  request.send(body(form, field));
  for (const other of form.elements) (other as HTMLInputElement).disabled = true;
}

/** What is sent: the token against forged forms, and the files of the one field. */
export function body(form: HTMLFormElement, field: HTMLInputElement): FormData {
  const data = new FormData();
  const token = form.querySelector<HTMLInputElement>("[name=csrfmiddlewaretoken]");
  if (token) data.set(token.name, token.value);
  data.set("do", "add");
  for (const file of field.files ?? []) data.append(field.name, file);
  return data;
}

/** The words for how far it is: a percentage, then that the file is being looked at. */
export function progress(state: HTMLElement, loaded: number, total: number): string {
  const done = total > 0 ? Math.floor((100 * loaded) / total) : 0;
  return done < 100 ? `${state.dataset["sending"] ?? ""} ${done} %` : (state.dataset["checking"] ?? "");
}

function replace(place: HTMLElement, html: string, fieldId: string): boolean {
  const fresh = new DOMParser().parseFromString(html, "text/html").querySelector("[data-uploads]");
  if (!fresh) return false;
  place.replaceChildren(...fresh.childNodes);
  prepare(place);
  focusErrors(document);
  if (!place.querySelector("[data-errors]")) {
    const next = document.getElementById(fieldId) ?? place.querySelector<HTMLElement>("input[type=file]");
    next?.focus({ preventScroll: true });
  }
  return true;
}

function lost(state: HTMLElement, field: HTMLInputElement): void {
  for (const other of field.form?.elements ?? []) (other as HTMLInputElement).disabled = false;
  field.value = "";
  state.textContent = state.dataset["lost"] ?? "";
}
