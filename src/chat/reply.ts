import type { Next } from "./call.ts";
import type { Manner } from "./manner.ts";
import type { Rich } from "./rich.ts";

/** What a platform alone can draw; each platform merges its own member into this interface. */
// biome-ignore lint/suspicious/noEmptyInterface: filled by declaration merging from the platforms
export interface Natives {}

/** Something to press: a call waiting, or a link. Labels are plain text. */
export type Button = {
  readonly kind: "button";
  readonly label: string;
  readonly next: Next;
  readonly style?: "primary" | "danger";
};

/** A button that opens a web page. */
type LinkButton = { readonly kind: "link"; readonly label: string; readonly url: string };

/** A pick from a list: the value picked fills the option `fills` of `next`. */
export type Menu = {
  readonly kind: "menu";
  readonly placeholder: string;
  readonly next: Next;
  readonly fills: string;
  readonly choices: readonly { readonly label: string; readonly value: string }[];
};

/** Anything that stands in a row of actions. */
export type Action = Button | LinkButton | Menu;

/** One thing with its picture and its actions: a paper, a subscription, a command of the help. */
export type Card = {
  readonly kind: "card";
  readonly title: Rich;
  readonly url?: string;
  readonly subtitle?: Rich;
  readonly body?: Rich;
  /** A last, quiet line: why it is here, counts. */
  readonly note?: Rich;
  readonly image?: { readonly url: string; readonly alt: string };
  readonly actions?: readonly Action[];
};

/** A part of a reply, drawn from top to bottom. */
export type Block =
  | { readonly kind: "heading"; readonly text: string }
  | { readonly kind: "text"; readonly text: Rich; readonly quiet?: boolean }
  | Card
  /** Literal, monospaced text to copy; a platform that can attach files may send it as `file` when it is long. */
  | { readonly kind: "code"; readonly text: string; readonly file?: string }
  | { readonly kind: "actions"; readonly actions: readonly Action[] }
  | { readonly kind: "divider" }
  | {
      readonly kind: "native";
      readonly on: Readonly<Partial<Natives>>;
      readonly otherwise: readonly Block[];
    };

/** An answer or a post. `summary` is the notification, the screen reader's line and the plain-text fallback. */
export type Reply = {
  readonly summary: string;
  readonly blocks: readonly Block[];
  /** Set when the call was not carried out: `refused`, the asker can mend it; `failed`, we must. */
  readonly problem?: "refused" | "failed";
  /** Set on the preview of a post: it is drawn as a post in this manner would be, in as many messages. */
  readonly as?: Manner;
};

/** Every button, menu and link of a reply in reading order: cards first come, first listed. */
export function actionsOf(reply: Reply): readonly Action[] {
  return reply.blocks.flatMap(actionsIn);
}

function actionsIn(block: Block): readonly Action[] {
  if (block.kind === "actions" || block.kind === "card") return block.actions ?? [];
  return block.kind === "native" ? block.otherwise.flatMap(actionsIn) : [];
}
