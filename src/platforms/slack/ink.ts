import type { Waiting } from "#chat";

/** What a reply is drawn with. */
export type Draw = {
  /** The string that a button or a menu carries. */
  readonly ticket: (waiting: Waiting) => string;
  /** Papers of a list as Slack's own card blocks, where the surface takes them. */
  readonly cards?: boolean;
  /** Where it is shown; a message if left out. */
  readonly surface?: "message" | "home" | "modal";
};

/** A draw at work: how long a text may be, and what number the next button gets. */
export type Pen = Draw & {
  /** Most UTF-16 units of any one text. */
  readonly longest: number;
  readonly number: () => number;
};

/** A fresh pen, whose buttons are numbered from 0. */
export function penFor(draw: Draw, longest: number): Pen {
  let number = 0;
  return { ...draw, longest, number: () => number++ };
}
