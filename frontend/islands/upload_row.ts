/** One file on its way: its picture, its name, how far it is, and what to do when the network is gone. */
export interface Row {
  element: HTMLLIElement;
  state: "waiting" | "sending" | "lost" | "refused";
  start(): void;
  wait(): void;
  progress(loaded: number, total: number, words: string): void;
  lost(): void;
  refused(leave: () => void, why?: string): void;
  onRetry(retry: () => void): void;
  onDrop(drop: () => void): void;
  remove(): void;
}

export function rowFor(file: File, words: DOMStringMap): Row {
  const element = document.createElement("li");
  element.className = "rp-sending-row";
  const picture = document.createElement("span");
  picture.className = "rp-sending-pic";
  const address = file.type.startsWith("image/") ? URL.createObjectURL(file) : "";
  if (address) {
    const image = document.createElement("img");
    image.src = address;
    image.alt = "";
    picture.append(image);
  }
  const name = document.createElement("b");
  name.textContent = file.name;
  const bar = document.createElement("progress");
  bar.max = 100;
  bar.value = 0;
  bar.setAttribute("aria-label", file.name);
  const said = document.createElement("small");
  said.textContent = words["waiting"] ?? "";
  const again = button(words["retry"] ?? "");
  again.hidden = true;
  const drop = button(words["drop"] ?? "");
  const text = document.createElement("span");
  text.className = "rp-sending-text";
  text.append(name, bar, said);
  element.append(picture, text, again, drop);
  const row: Row = {
    element,
    state: "waiting",
    start() {
      row.state = "sending";
      element.classList.remove("is-lost");
      again.hidden = true;
      drop.hidden = true;
    },
    wait() {
      row.state = "waiting";
      bar.value = 0;
      said.textContent = words["waiting"] ?? "";
    },
    progress(loaded, total, told) {
      bar.value = total > 0 ? (100 * loaded) / total : 0;
      said.textContent = told;
    },
    lost() {
      row.state = "lost";
      element.classList.add("is-lost");
      said.textContent = words["lost"] ?? "";
      again.hidden = false;
      drop.hidden = false;
    },
    refused(leave, why) {
      row.state = "refused";
      element.classList.add("is-lost");
      said.textContent = why || (words["refused"] ?? "");
      again.hidden = true;
      drop.hidden = false;
      drop.addEventListener("click", leave);
    },
    onRetry: (retry) => again.addEventListener("click", retry),
    onDrop: (leave) => drop.addEventListener("click", leave),
    remove() {
      if (address) URL.revokeObjectURL(address);
      element.remove();
    },
  };
  return row;
}

function button(label: string): HTMLButtonElement {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "rp-linkbtn";
  made.textContent = label;
  return made;
}
