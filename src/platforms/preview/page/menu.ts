import { element } from "./element.ts";

/** One entry of a menu; `group` is the heading that it stands under. */
export type Entry<T> = { readonly label: string; readonly value: T; readonly group?: string };

/**
 * A menu that acts when something is picked: a button, and a list that it opens. Arrows move, a letter
 * jumps, Enter picks, Escape closes; a browser's own select would act at every arrow.
 */
export function drawMenu<T>(
  placeholder: string,
  entries: readonly Entry<T>[],
  pick: (entry: Entry<T>, button: HTMLElement) => void,
): HTMLElement {
  const button = element(
    "button",
    { type: "button", class: "menu-button", "aria-haspopup": "menu", "aria-expanded": "false" },
    element("span", {}, placeholder),
    element("span", { class: "chevron", "aria-hidden": "true" }),
  );
  const list = element("div", {
    class: "menu-list",
    role: "menu",
    "aria-label": placeholder,
    hidden: true,
  });
  const items = entries.map((entry) =>
    element(
      "button",
      { type: "button", role: "menuitem", tabindex: -1, onclick: () => choose(entry) },
      entry.label,
    ),
  );
  items.forEach((item, i) => {
    const { group } = entries[i] ?? {};
    if (group !== undefined && group !== entries[i - 1]?.group)
      list.append(element("div", { class: "menu-group", role: "presentation" }, group));
    list.append(item);
  });
  const toggle = (open: boolean) => {
    list.hidden = !open;
    button.setAttribute("aria-expanded", String(open));
    if (open) list.scrollIntoView({ block: "nearest" });
  };
  const focus = (at: number) => items.at(at % items.length)?.focus();
  const choose = (entry: Entry<T>) => {
    toggle(false);
    button.focus();
    pick(entry, button);
  };
  button.addEventListener("click", () => {
    toggle(list.hidden !== false);
    if (!list.hidden) focus(0);
  });
  const menu = element("div", { class: "menu" }, button, list);
  menu.addEventListener("keydown", (event) => {
    const active = document.activeElement;
    const at = active instanceof HTMLButtonElement ? items.indexOf(active) : -1;
    const moves = movesOf(items, at);
    if (event.key === "Escape" && !list.hidden) {
      event.stopPropagation();
      toggle(false);
      button.focus();
    } else if (event.key === "ArrowDown" && list.hidden) {
      event.preventDefault();
      toggle(true);
      focus(0);
    } else if (!list.hidden) {
      const next = moves(event.key);
      if (next === undefined) return;
      event.preventDefault();
      focus(next);
    }
  });
  menu.addEventListener("focusout", ({ relatedTarget }) => {
    if (!(relatedTarget instanceof Node && menu.contains(relatedTarget))) toggle(false);
  });
  return menu;
}

/** Where a key moves to from the item at this place. */
function movesOf(items: readonly HTMLElement[], at: number) {
  return (key: string): number | undefined => {
    if (key === "ArrowDown") return at + 1;
    if (key === "ArrowUp") return at <= 0 ? -1 : at - 1;
    if (key === "Home") return 0;
    if (key === "End") return -1;
    if (key.length !== 1 || key === " ") return undefined;
    const starts = (item: HTMLElement) =>
      item.textContent?.toLowerCase().startsWith(key.toLowerCase());
    const later = items.findIndex((item, i) => i > at && starts(item));
    return later >= 0 ? later : items.findIndex(starts);
  };
}
