import {
  type Call,
  type Host,
  type Next,
  type Person,
  problem,
  type Reply,
  readWords,
  UserError,
} from "#chat";
import { HERE } from "./place.ts";
import { type Pressable, pressablesOf } from "./pressable.ts";

/** Most buttons that can be pressed at a time: two digits are enough to type, and posts must not pile up. */
const MOST_PRESSABLE = 99;

/** A call to make (or a form to fill in first, when the next has `ask`); `label` is the button's that was pressed for it. */
export type Asked = { readonly next: Next; readonly label?: string };

/** What a line meant: a call, the wish to leave, or a refusal to show. */
export type Heard =
  | ({ readonly kind: "call" } & Asked)
  | { readonly kind: "leave" }
  | { readonly kind: "refused"; readonly reply: Reply };

/**
 * What the prompt and a script share: lines become calls, and numbers press the buttons that are on
 * the screen. A new list starts again at 1. What only says how a button went (saved, voted) and posts
 * go on counting after the buttons that are there, so that a second paper of a list can be saved too,
 * and a post that arrives while someone chooses never changes what 3 means. An answer without buttons
 * and a refusal leave them as they are; one that goes "over" its message takes that message's away.
 */
export type Desk = {
  /** What the line means; never throws. */
  hear(line: string): Heard;
  /** Makes the call. What it answers can be pressed once it is shown: see `keep`. */
  answer(next: Next): Promise<Reply>;
  /** Keeps the buttons of a reply about to be shown, the answer to what was `asked` or else a post; returns the number of its first. */
  keep(reply: Reply, asked?: Asked): number;
  /** The call that these words would make, for suggestions. */
  callOf(next: Next): Call;
};

/** A desk over a host for the one who sits at the console; `root` is the command's name elsewhere (`papers`). */
export function createDesk(host: Host, root: string, by: Person): Desk {
  let standing: readonly Pressable[] = [];
  const callOf = ({ command, input }: Next): Call => ({ command, input, by, at: HERE });
  return {
    callOf,
    hear(line) {
      const said = line.trim();
      if (/^(exit|quit)$/i.test(said)) return { kind: "leave" };
      if (/^\[?\d{1,4}\]?$/.test(said)) return press(Number(said.replace(/\D/g, "")), standing);
      try {
        const { command, input } = readWords(said, host.commands, root);
        return { kind: "call", next: { command: command.name, input } };
      } catch (error) {
        return refused(error instanceof UserError ? error.message : "I can't read that line.");
      }
    },
    answer: (next) => host.answer(callOf(next)),
    keep(reply, asked) {
      const more = pressablesOf(reply);
      if (asked && !countsOn(reply, asked)) {
        const replaces = more.length > 0 || asked.next.answer === "over";
        if (replaces && !reply.problem) standing = more;
        return 1;
      }
      if (standing.length + more.length > MOST_PRESSABLE) standing = [];
      const first = standing.length + 1;
      standing = [...standing, ...more];
      return first;
    },
  };
}

/** Whether an answer stands beside the list whose button was pressed for it, rather than being a list itself. */
function countsOn({ blocks, problem }: Reply, { next, label }: Asked): boolean {
  const isList = blocks.some(({ kind }) => kind === "card" || kind === "native");
  return label !== undefined && next.answer !== "over" && !isList && !problem;
}

function press(number: number, standing: readonly Pressable[]): Heard {
  const pressed = standing[number - 1];
  if (pressed) return { kind: "call", next: pressed.next, label: pressed.label };
  return refused(
    standing.length
      ? `There is no button ${number}: there ${standing.length === 1 ? "is 1" : `are 1 to ${standing.length}`}.`
      : "There is no button to press yet: ask something first, or type help.",
  );
}

function refused(sentence: string): Heard {
  return { kind: "refused", reply: problem("refused", sentence) };
}
