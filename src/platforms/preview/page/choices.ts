import { element } from "./element.ts";

/** Something that may be taken: what it is called, and what it is about. */
export type Choice<T> = { readonly label: string; readonly about?: string; readonly value: T };

/** The list of a combobox, of which one choice may be marked. */
type Choices<T> = {
  /** Shows these, none of them marked; hides the list where there are none. */
  show(choices: readonly Choice<T>[]): void;
  /** Marks the next one, or the one before; beyond either end none is marked, then it begins anew. */
  move(by: 1 | -1): void;
  marked(): Choice<T> | undefined;
  first(): Choice<T> | undefined;
  /** The one that an event happened in. */
  at(target: EventTarget | null): Choice<T> | undefined;
};

let lists = 0;

/** Makes the list of an input's suggestions, and says to assistive technology what belongs to what. */
export function createChoices<T>(input: HTMLInputElement, list: HTMLUListElement): Choices<T> {
  let choices: readonly Choice<T>[] = [];
  let at = -1;
  lists += 1;
  list.id ||= `choices-${lists}`;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Suggestions");
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  const mark = (next: number) => {
    at = next;
    const items = [...list.children];
    for (const [i, item] of items.entries()) item.setAttribute("aria-selected", String(i === at));
    const marked = items[at];
    if (marked) input.setAttribute("aria-activedescendant", marked.id);
    else input.removeAttribute("aria-activedescendant");
    marked?.scrollIntoView({ block: "nearest" });
  };
  const show = (found: readonly Choice<T>[]) => {
    choices = found;
    list.replaceChildren(...found.map((choice, i) => drawChoice(choice, `${list.id}-${i}`)));
    list.hidden = found.length === 0;
    input.setAttribute("aria-expanded", String(found.length > 0));
    mark(-1);
  };
  show([]);
  return {
    show,
    move(by) {
      const next = at + by;
      if (next < -1) mark(choices.length - 1);
      else mark(next >= choices.length ? -1 : next);
    },
    marked: () => choices[at],
    first: () => choices[0],
    at(target) {
      const item = target instanceof Element ? target.closest("li") : null;
      return item ? choices[[...list.children].indexOf(item)] : undefined;
    },
  };
}

function drawChoice<T>({ label, about }: Choice<T>, id: string): HTMLElement {
  return element(
    "li",
    { id, role: "option", "aria-selected": "false" },
    element("span", { class: "choice-label" }, label),
    about !== undefined && element("span", { class: "choice-about" }, about),
  );
}
