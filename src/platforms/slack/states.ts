import type { Values } from "#chat";

/** What a person's home page remembers: their direct messages with the bot, and which page each list is on. */
export type HomeState = {
  readonly channel?: string;
  readonly turned?: Readonly<Record<string, Values>>;
};

/** What a form remembers: the call that it completes, and where its answer goes. */
export type FormState = {
  readonly ticket: string;
  readonly channel?: string;
  readonly thread?: string;
  readonly url?: string;
  /** Set when the answer goes in place of the message that the form came from. */
  readonly over?: boolean;
  /** Whether that message is the asker's alone. */
  readonly privately?: boolean;
  /** Set when it was opened from a home page. */
  readonly home?: HomeState;
};

/** What a window with an answer remembers: the home page below it. */
export type ModalState = { readonly home: HomeState };

/** Reads what a view of ours remembers out of its private_metadata; what is not ours counts as nothing. */
export function readState<S extends object>(metadata: string | undefined): Partial<S> {
  try {
    const read: unknown = JSON.parse(metadata || "{}");
    return typeof read === "object" && read !== null ? (read as Partial<S>) : {};
  } catch {
    return {};
  }
}
