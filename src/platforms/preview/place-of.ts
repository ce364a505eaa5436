import type { CommandCard, Next, Reply } from "#chat";
import type { Origin } from "./protocol.ts";

/** Where an answer stands: in the place of what was pressed, or below; for all, or for its asker alone. */
type Where = { readonly over: boolean; readonly isPrivate: boolean };

/**
 * Where an answer stands, by the rules of the services themselves: a problem never takes the place of what
 * it is about, what is one person's never that of what all can see, and a post is nobody's to turn.
 */
export function placeOf(
  { problem }: Reply,
  command: CommandCard | undefined,
  next: Next | undefined,
  origin: Origin | undefined,
): Where {
  const isPrivate = problem !== undefined || command?.seen !== "everyone";
  if (!origin || problem || next?.answer !== "over") return { over: false, isPrivate };
  const over = !origin.isPost && (origin.isPrivate || !isPrivate);
  return { over, isPrivate: over ? origin.isPrivate : true };
}
