import type { Call, CommandCard, Manner, Next, Reply, Suggestion, Values } from "#chat";
import type { Drawn } from "./protocol.ts";

type Sent = Readonly<Record<string, unknown>>;

/**
 * How one service draws and is pressed: its renderers and readers, which main takes from that service's
 * own room. What comes from the page is JSON as the service itself would send it; undefined is said of
 * what carries nothing.
 */
export type Drawing = {
  /** What the page's one channel is called on the wire, since each service has ids of its own shape. */
  readonly channel: string;
  message(reply: Reply, manner: Manner): Promise<Drawn>;
  form(command: CommandCard, next: Next): Promise<unknown>;
  pressed(control: Sent): { readonly ticket: string; readonly picked?: string } | undefined;
  sent(form: Sent): { readonly ticket: string; readonly filled: Values } | undefined;
  /** A refusal at the fields of the form that it is about, where a form stays open until it is judged. */
  refused?(command: CommandCard, form: Sent, sentence: string): Readonly<Record<string, string>>;
  /** The refusal with a way back to the form, where a form is closed before it is judged. */
  again?(refusal: Reply, call: Call, ask: readonly string[]): Reply;
  /** What a field offers while somebody types into it, where forms have such fields. */
  options?(found: readonly Suggestion[], typed: string): readonly unknown[];
};

/** The services that are shown side by side, by name. */
export type Drawings = Readonly<Record<string, Drawing>>;
