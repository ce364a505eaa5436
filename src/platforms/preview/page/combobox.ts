import { type Choice, createChoices } from "./choices.ts";

/** What a combobox asks and does. */
type Options<T> = {
  /** What there is for what is typed, best first. */
  find(typed: string): Promise<readonly Choice<T>[]>;
  take(value: T): void;
  /** Whether the list opens for this text; always, if left out. */
  opens?(typed: string): boolean;
};

/** A list below an input. */
export type Combobox = {
  /** Looks anew for what stands in the input, and opens the list where there is something. */
  look(): Promise<void>;
  close(): void;
  isOpen(): boolean;
};

/** Until typing pauses for so long nothing is asked, in milliseconds. */
const PAUSE_MS = 80;

/**
 * Makes an input with a list of suggestions below it, after the pattern of the ARIA practices: arrows move
 * in it while the focus stays in the input, Tab takes the one that is marked or else the first, Enter the
 * one that is marked, Escape closes. Answers that come after a later question are thrown away.
 */
export function combobox<T>(
  input: HTMLInputElement,
  list: HTMLUListElement,
  { find, take, opens = () => true }: Options<T>,
): Combobox {
  const choices = createChoices<T>(input, list);
  let asked = 0;
  let pause: ReturnType<typeof setTimeout> | undefined;
  /** What was asked and has not been answered yet is not to be heard any more. */
  const forget = () => {
    clearTimeout(pause);
    asked += 1;
  };
  const close = () => {
    forget();
    choices.show([]);
  };
  const look = async () => {
    forget();
    const mine = asked;
    if (!opens(input.value)) return close();
    // A list that can't be had is no reason to stop anybody from typing.
    const found = await find(input.value).catch(() => []);
    if (mine === asked && input === document.activeElement) choices.show(found);
  };
  const choose = (choice: Choice<T> | undefined) => {
    if (!choice) return;
    close();
    take(choice.value);
  };
  input.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(() => void look(), PAUSE_MS);
  });
  input.addEventListener("blur", close);
  list.addEventListener("pointerdown", (event) => {
    // Else the input would lose the focus, which closes the list.
    event.preventDefault();
    choose(choices.at(event.target));
  });
  input.addEventListener("keydown", (event) => {
    const { key, shiftKey, altKey } = event;
    if (list.hidden) {
      if (key !== "ArrowDown" || altKey) return;
      void look();
    } else if (key === "ArrowDown" || key === "ArrowUp") {
      // The list stays as it is under somebody who chooses in it.
      forget();
      choices.move(key === "ArrowDown" ? 1 : -1);
    } else if (key === "Escape") close();
    else if (key === "Tab" && !shiftKey) choose(choices.marked() ?? choices.first());
    else if (key === "Enter" && choices.marked()) choose(choices.marked());
    else return;
    event.preventDefault();
    // What is meant for the list is not meant for the form or the dialog around it.
    event.stopPropagation();
  });
  return { look, close, isOpen: () => !list.hidden };
}
