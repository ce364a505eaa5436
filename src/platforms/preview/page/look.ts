import type { ModalView } from "@slack/types";
import type { APIModalInteractionResponseCallbackData } from "discord-api-types/v10";
import type { Drawn, Message } from "../protocol.ts";
import { drawHead as discordHead, drawMessage as discordMessage } from "./discord/message.ts";
import { drawModal } from "./discord/modal.ts";
import { element } from "./element.ts";
import type { Around, Form } from "./form.ts";
import type { Hands } from "./hands.ts";
import { drawHead as slackHead, drawMessage as slackMessage } from "./slack/message.ts";
import { drawView } from "./slack/view.ts";

/** How one of the two services looks. */
export type Look = {
  readonly name: "discord" | "slack";
  /** A message; `dismiss` takes a private one away. */
  message(message: Message, drawn: Drawn, hands: Hands & Extra): HTMLElement;
  /** What stands there until the answer does. */
  waiting(at: number): HTMLElement;
  form(form: unknown, around: Around): Form;
};

type Extra = { readonly root: string; readonly dismiss: () => void };

/** Both services, in the order in which they stand side by side. */
export const LOOKS: readonly Look[] = [
  {
    name: "discord",
    message: discordMessage,
    waiting: (at) => drawWaiting("d", discordHead(at), "Paperboy is thinking…"),
    form: (form, around) => drawModal(form as APIModalInteractionResponseCallbackData, around),
  },
  {
    name: "slack",
    message: slackMessage,
    waiting: (at) => drawWaiting("s", slackHead(at), "Paperboy is typing…"),
    form: (form, around) => drawView(form as ModalView, around),
  },
];

function drawWaiting(prefix: "d" | "s", head: HTMLElement, words: string): HTMLElement {
  return element(
    "article",
    { class: `${prefix}-message waiting` },
    element("span", { class: `avatar ${prefix}-avatar`, "aria-hidden": "true" }),
    head,
    element("p", {}, element("span", { class: "dots", "aria-hidden": "true" }), words),
  );
}
