import { randomUUID } from "node:crypto";
import { brief } from "./brief.ts";
import type { Call, Person } from "./call.ts";
import type { AnyCommand, CommandCard, Suggestion } from "./command.ts";
import type { Gate } from "./gate.ts";
import { LONGEST_TEXT, readInput } from "./input.ts";
import { nearest } from "./nearest.ts";
import { UserError } from "./problem.ts";
import type { Reply } from "./reply.ts";
import { within } from "./within.ts";

/** Longest that a command may think, in milliseconds, before its asker is told that it failed. */
const PATIENCE_MS = 20_000;

/** Longest that suggestions may take: Discord and Slack give up after 3 s, and an empty list beats an error. */
const SUGGEST_MS = 2_000;

/** What a platform asks of the application. It never throws: every outcome is a reply. */
export type Host = {
  /** Data of every command, in the order in which help lists them. */
  readonly commands: readonly CommandCard[];
  /** Checks and runs a call. A refusal or failure is a reply too, marked by `problem`. */
  answer(call: Call): Promise<Reply>;
  /** Values for an option while it is typed, best first; empty when there are none or time ran out. */
  suggest(call: Call, option: string, typed: string): Promise<readonly Suggestion[]>;
};

/** A command that broke: what was asked, and the reference that its asker was given. */
export type Failure = { readonly reference: string; readonly call: Call; readonly error: unknown };

/** A call that was answered: by which command (absent when there is no such one), in how many milliseconds, and how. */
export type Answered = {
  readonly command?: string;
  readonly ms: number;
  readonly outcome: "answered" | "refused" | "failed" | "limited";
};

/**
 * The one place where calls meet commands and errors become words: `UserError` is read aloud,
 * anything else goes to `onFailure` and its asker gets a short apology with a reference.
 */
export function createHost<Tools>(options: {
  readonly commands: readonly AnyCommand<Tools>[];
  readonly tools: Tools;
  readonly onFailure: (failure: Failure) => void;
  readonly onAnswer?: (answered: Answered) => void;
  /** How often anybody may ask; without it nobody is counted. */
  readonly gate?: Gate;
  readonly patience?: number;
}): Host {
  const { commands, tools, onFailure, patience = PATIENCE_MS } = options;
  const { gate = () => undefined, onAnswer = () => {} } = options;
  const byName = new Map(commands.map((command) => [command.name, command]));
  const failed = (call: Call, error: unknown): string => {
    const reference = randomUUID().slice(0, 8);
    try {
      onFailure({ reference, call, error });
    } catch {
      // A log that fails must not cost the asker the answer.
    }
    return reference;
  };
  const carryOut = async (call: Call): Promise<Reply> => {
    try {
      const command = permitted(byName, call);
      const input = readInput(command, call.input);
      return await within(patience, command.run(input, tools, { ...call, input }));
    } catch (error) {
      if (error instanceof UserError) return problem("refused", error.message);
      const reference = failed(call, error);
      return problem(
        "failed",
        `Sorry, that went wrong on my side. If it happens again, tell whoever runs me: reference ${reference}.`,
      );
    }
  };
  return {
    commands,
    async answer(call) {
      const from = performance.now();
      const { name: command, needs } = byName.get(call.command) ?? {};
      const limit = gate(needs && call.by.manager ? "settings" : "command", call);
      const reply = limit === undefined ? await carryOut(call) : problem("refused", limit);
      const outcome = limit === undefined ? (reply.problem ?? "answered") : "limited";
      onAnswer({ ...(command && { command }), ms: performance.now() - from, outcome });
      return reply;
    },
    async suggest(call, option, typed) {
      const command = byName.get(call.command);
      if (!command || !completes(command, option) || refusal(command, call.by)) return [];
      if (typed.length > LONGEST_TEXT || gate("completion", call) !== undefined) return [];
      try {
        return await within(SUGGEST_MS, command.suggest(option, typed, tools, call));
      } catch (error) {
        if (!(error instanceof UserError)) failed(call, error);
        return [];
      }
    },
  };
}

/** A reply of one sentence that says why a call was not carried out. */
export function problem(kind: "refused" | "failed", sentence: string): Reply {
  return { summary: sentence, blocks: [{ kind: "text", text: sentence }], problem: kind };
}

function permitted<Tools>(
  byName: ReadonlyMap<string, AnyCommand<Tools>>,
  call: Call,
): AnyCommand<Tools> {
  const { command: name } = call;
  const command = byName.get(name);
  if (!command) {
    const meant = nearest(name, [...byName.keys()]);
    throw new UserError(
      `There is no command “${brief(name)}”${meant ? `. Did you mean ${meant}?` : ": try help."}`,
    );
  }
  const refused = refusal(command, call.by);
  if (refused) throw new UserError(refused);
  return command;
}

/** Why this person may not use a command, in one sentence; undefined when they may. */
export function refusal({ name, needs }: CommandCard, by: Person): string | undefined {
  if (needs !== "manager" || by.manager) return undefined;
  return `Only people who manage this server or workspace can use ${name}: ask one of them.`;
}

function completes({ options }: CommandCard, name: string): boolean {
  const option = Object.hasOwn(options, name) ? options[name] : undefined;
  return option?.suggest === true && !option.hidden;
}
