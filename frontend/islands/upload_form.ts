/** What is sent of one file: the token against forged forms, and the file under the name of its field. */
export function body(form: HTMLFormElement, field: string, file: File): FormData {
  const data = new FormData();
  const token = form.querySelector<HTMLInputElement>("[name=csrfmiddlewaretoken]");
  if (token) data.set(token.name, token.value);
  data.set("do", "add");
  data.append(field, file);
  return data;
}

/** The words for how far it is: a percentage, then that the file is being looked at. */
export function progress(words: DOMStringMap, loaded: number, total: number): string {
  const done = total > 0 ? Math.floor((100 * loaded) / total) : 0;
  return done < 100 ? `${words["sending"] ?? ""} ${done} %` : (words["checking"] ?? "");
}
