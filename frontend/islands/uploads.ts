/**
 * Sends files as soon as they are chosen, one after the other, each with its picture and its progress, and shows the
 * page's answer in place. A file whose network went away is sent again when it is back. Without it the files go with
 * the form's own buttons.
 *
 *     <div data-uploads>
 *       <form method="post" enctype="multipart/form-data">
 *         <input type="file" name="more" multiple>
 *         <ul data-upload-list data-waiting="…" data-sending="Sending:" data-checking="…" data-lost="…" …></ul>
 *         <p role="status" data-upload-state></p>
 *         <button name="do" value="add" data-without-script>Add the chosen files</button>
 *       </form>
 *     </div>
 */
import { focusErrors } from "./errors";
import { body, progress } from "./upload_form";
import { type Row, rowFor } from "./upload_row";

const AGAIN_AFTER = 8000; // milliseconds: the browser does not always notice that the network is back

interface Job {
  form: HTMLFormElement;
  field: string;
  fieldId: string;
  file: File;
  row: Row;
}

export function uploads(root: ParentNode, headers: () => Record<string, string> = () => ({})): void {
  const place = root.querySelector<HTMLElement>("[data-uploads]");
  const list = place?.querySelector<HTMLElement>("[data-upload-list]");
  if (!place || !list) return;
  const queue: Job[] = [];
  let busy = false;
  prepare(place);

  const next = (): void => {
    const job = queue.find((one) => one.row.state !== "lost");
    if (busy || !job) return;
    busy = true;
    send(job, place, list, headers, (answer) => {
      busy = false;
      if (answer === undefined) {
        job.row.lost();
        setTimeout(retry, AGAIN_AFTER);
      } else {
        queue.splice(queue.indexOf(job), 1);
        const why = queue.length ? refusal(answer, job.fieldId) : ""; // the next answer would take its place
        if (answer && replace(place, answer, list, job.fieldId) && !why) job.row.remove();
        else job.row.refused(() => job.row.remove(), why);
      }
      next();
    });
  };
  const retry = (): void => {
    for (const job of queue) if (job.row.state === "lost") job.row.wait();
    next();
  };

  place.addEventListener("change", (event) => {
    const field = event.target;
    if (!(field instanceof HTMLInputElement) || field.type !== "file" || !field.form) return;
    for (const file of field.files ?? []) {
      const row = rowFor(file, list.dataset);
      const job: Job = { form: field.form, field: field.name, fieldId: field.id, file, row };
      row.onRetry(retry);
      row.onDrop(() => {
        const at = queue.indexOf(job);
        if (at >= 0) queue.splice(at, 1);
        row.remove();
      });
      list.append(row.element);
      queue.push(job);
    }
    field.value = "";
    next();
  });
  addEventListener("online", retry);
  addEventListener("beforeunload", (event) => {
    if (queue.length) event.preventDefault();
  });
}

function prepare(place: HTMLElement): void {
  for (const spare of place.querySelectorAll<HTMLElement>("[data-without-script]")) spare.hidden = true;
}

function send(
  job: Job, place: HTMLElement, list: HTMLElement, headers: () => Record<string, string>,
  done: (answer: string | undefined) => void,
): void {
  const request = new XMLHttpRequest();
  const state = place.querySelector<HTMLElement>("[data-upload-state]");
  request.open("POST", job.form.action || location.href);
  for (const [name, value] of Object.entries(headers())) request.setRequestHeader(name, value);
  request.upload.addEventListener("progress", (event) => {
    job.row.progress(event.loaded, event.total, progress(list.dataset, event.loaded, event.total));
  });
  request.addEventListener("load", () => done(request.status < 500 ? request.responseText : ""));
  request.addEventListener("error", () => done(undefined));
  request.addEventListener("timeout", () => done(undefined));
  job.row.start();
  if (state) state.textContent = `${list.dataset["sending"] ?? ""} ${job.file.name}`;
  request.send(body(job.form, job.field, job.file));
}

/** What the page's answer says is wrong with what its field sent, or nothing. */
function refusal(html: string, fieldId: string): string {
  const error = new DOMParser().parseFromString(html, "text/html").getElementById(`${fieldId}-error`);
  return (error?.textContent ?? "").replace(/\s+/g, " ").trim();
}

/** Put the page's answer in place; what is still on its way keeps its row. */
function replace(place: HTMLElement, html: string, list: HTMLElement, fieldId: string): boolean {
  const fresh = new DOMParser().parseFromString(html, "text/html").querySelector("[data-uploads]");
  if (!fresh) return false;
  const open = [...place.querySelectorAll("details[open]")].length > 0;
  place.replaceChildren(...fresh.childNodes);
  place.querySelector("[data-upload-list]")?.replaceWith(list);
  if (open) for (const box of place.querySelectorAll("details")) box.open = true;
  prepare(place);
  focusErrors(place);
  if (!place.querySelector("[data-errors]")) {
    const near = place.querySelector<HTMLElement>(`#${CSS.escape(fieldId)}`) ?? place.querySelector<HTMLElement>("input[type=file]");
    near?.focus({ preventScroll: true });
  }
  return true;
}
