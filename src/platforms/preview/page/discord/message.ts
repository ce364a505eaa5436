import type { APIMessageTopLevelComponent } from "discord-api-types/v10";
import type { Drawn, Message } from "../../protocol.ts";
import { element } from "../element.ts";
import type { Hands } from "../hands.ts";
import { inWords, nearDay } from "../moment.ts";
import { drawWire } from "../wire.ts";
import { drawComponent } from "./component.ts";

/** A message as it is sent to Discord. */
type Sent = {
  readonly components: readonly APIMessageTopLevelComponent[];
  readonly files: readonly { readonly name: string; readonly data: string }[];
};

/** The root command, and what takes a private message away. */
type Around = { readonly root: string; readonly dismiss: () => void };

/** A message with whoever sent it, and above it the command that asked for it. */
export function drawMessage(
  { said, isPrivate, at }: Message,
  { messages }: Drawn,
  { root, dismiss, ...hands }: Hands & Around,
): HTMLElement {
  const sent = messages as readonly Sent[];
  return element(
    "article",
    { class: "d-message", "data-private": String(isPrivate), tabindex: -1 },
    said !== undefined &&
      element("p", { class: "d-used" }, "You used ", element("span", {}, `/${root} ${said}`)),
    element("span", { class: "avatar d-avatar", "aria-hidden": "true" }),
    drawHead(at),
    ...sent.flatMap(({ components, files }) => {
      const named = Object.fromEntries(files.map(({ name, data }) => [name, data]));
      return components.map((component) => drawComponent(component, { ...hands, files: named }));
    }),
    isPrivate &&
      element(
        "p",
        { class: "d-private" },
        element("span", { class: "eye", "aria-hidden": "true" }),
        "Only you can see this · ",
        element(
          "button",
          { type: "button", class: "d-dismiss", onclick: dismiss },
          "Dismiss message",
        ),
      ),
    drawWire(sent),
  );
}

/** Who speaks, and when. */
export function drawHead(at: number): HTMLElement {
  const day = nearDay(at);
  const time = inWords(at, { timeStyle: "short" });
  const words = day
    ? `${day.replace(/^./, (letter) => letter.toUpperCase())} at ${time}`
    : inWords(at, { dateStyle: "short", timeStyle: "short" });
  return element(
    "p",
    { class: "d-head" },
    element("strong", { class: "d-name" }, "Paperboy"),
    element("span", { class: "d-app" }, "APP"),
    element("time", {}, words),
  );
}
