import type { Message } from "../protocol.ts";
import { element } from "./element.ts";
import { LOOKS, type Look } from "./look.ts";

/** A message that stands in every pane, with its element in each. */
type Shown = { readonly message: Message; readonly in: ReadonlyMap<string, HTMLElement> };

/** What somebody did with a message: which one, in which look, and the element that was used. */
export type Used = { readonly shown: Shown; readonly look: Look; readonly source: HTMLElement };

/** The messages of the page, the same ones in both panes. */
export type Conversation = {
  /** Shows a message below the others; `place` is an element in each pane to put in its stead. */
  add(message: Message, place?: ReadonlyMap<string, HTMLElement>): Shown;
  /** Shows a message in the place of another, and keeps the focus where somebody pressed. */
  replace(used: Used, message: Message): void;
  /** Shows that an answer is on its way; the elements are for `add`, or for `fail`. */
  wait(): ReadonlyMap<string, HTMLElement>;
  /** Says below the others why there is no answer, with a way to try again. */
  fail(sentence: string, again: () => void, place?: ReadonlyMap<string, HTMLElement>): void;
};

/** What the conversation is given by the page around it. */
type Around = {
  readonly root: string;
  readonly channel: string;
  /** The element of each look that holds its messages. */
  readonly logs: ReadonlyMap<string, HTMLElement>;
  press(used: Used, control: object): void;
  /** Says something to those who can't see it. */
  announce(words: string): void;
  /** Where the focus goes when what had it is gone. */
  home(): void;
};

/** Makes the conversation of these panes. */
export function createConversation(around: Around): Conversation {
  const { logs, announce, home } = around;
  const draw = (message: Message): Shown => {
    const elements = new Map<string, HTMLElement>();
    const shown: Shown = { message, in: elements };
    const dismiss = () => {
      for (const drawn of elements.values()) drawn.remove();
      home();
    };
    for (const look of LOOKS) {
      const press = (control: object, source: HTMLElement) =>
        around.press({ shown, look, source }, control);
      const hands = { press, files: {}, channel: around.channel, root: around.root, dismiss };
      const drawn = look.message(message, message.looks[look.name] ?? { messages: [] }, hands);
      if (message.post !== undefined)
        drawn.prepend(element("p", { class: "post-mark" }, "The daily post"));
      elements.set(look.name, drawn);
    }
    return shown;
  };
  const put = (
    elements: ReadonlyMap<string, HTMLElement>,
    place?: ReadonlyMap<string, HTMLElement>,
  ) => {
    for (const [name, drawn] of elements) {
      const before = place?.get(name);
      if (before) before.replaceWith(drawn);
      else logs.get(name)?.append(drawn);
      bringIntoView(drawn);
    }
  };
  return {
    add(message, place) {
      const shown = draw(message);
      put(shown.in, place);
      announce(message.summary);
      return shown;
    },
    replace({ shown, look, source }, message) {
      const label = source.textContent;
      const next = draw(message);
      put(next.in, shown.in);
      announce(message.summary);
      const inside = next.in.get(look.name);
      const buttons = [...(inside?.querySelectorAll("button") ?? [])];
      (buttons.find(({ textContent }) => textContent === label) ?? inside)?.focus();
    },
    wait() {
      const waiting = new Map(LOOKS.map((look) => [look.name, look.waiting(Date.now())]));
      put(waiting);
      return waiting;
    },
    fail(sentence, again, place) {
      const drawn = LOOKS.map(({ name }): [string, HTMLElement] => {
        const retry = element("button", { type: "button" }, "Try again");
        return [name, element("div", { class: "trouble" }, element("p", {}, sentence), retry)];
      });
      const elements = new Map(drawn);
      for (const trouble of elements.values())
        trouble.querySelector("button")?.addEventListener("click", () => {
          for (const one of elements.values()) one.remove();
          home();
          again();
        });
      put(elements, place);
      announce(sentence);
    },
  };
}

/** Scrolls its pane, and nothing else, so that the beginning of a message can be read. */
function bringIntoView(message: HTMLElement): void {
  const log = message.closest<HTMLElement>(".log");
  if (!log) return;
  const { top } = message.getBoundingClientRect();
  const start = top - log.getBoundingClientRect().top + log.scrollTop;
  log.scrollTo({ top: Math.min(start - 8, log.scrollHeight - log.clientHeight) });
}
