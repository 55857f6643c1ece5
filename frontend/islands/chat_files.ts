/**
 * Shows which files go along with a message, each with a button that takes it off again; a picture that is pasted or
 * dropped counts as chosen.
 *
 *     <input type="file" multiple> … <ul data-chat-chosen></ul>
 */
export interface Chosen {
  files(): File[];
  clear(): void;
}

export function chosenFiles(field: HTMLInputElement, list: HTMLElement, remove: string): Chosen {
  let files: File[] = [];
  const draw = (): void => {
    list.replaceChildren(
      ...files.map((file, place) => {
        const row = document.createElement("li");
        const name = document.createElement("span");
        name.textContent = file.name;
        const drop = document.createElement("button");
        drop.type = "button";
        drop.textContent = "×";
        drop.setAttribute("aria-label", `${remove} ${file.name}`);
        drop.addEventListener("click", () => {
          files.splice(place, 1);
          draw();
          (list.querySelector("button") ?? field).focus();
        });
        row.append(name, drop);
        return row;
      }),
    );
  };
  const add = (more: Iterable<File>): void => {
    files = [...files, ...more];
    draw();
  };
  field.addEventListener("change", () => {
    add(field.files ?? []);
    field.value = "";
  });
  field.form?.addEventListener("paste", (event) => {
    const pasted = [...(event.clipboardData?.files ?? [])];
    if (!pasted.length) return;
    event.preventDefault();
    add(pasted);
  });
  return {
    files: () => files,
    clear: () => {
      files = [];
      draw();
    },
  };
}
