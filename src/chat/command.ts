import type { Call, Values } from "./call.ts";
import type { Reply } from "./reply.ts";

/** One thing a command can be told. Names are lowercase words; `about` is one plain phrase up to 100 characters. */
export type Option = {
  /** A `channel` is one that the bot is to post in, a `role` is people to mention; both by the platform's id. */
  readonly type: "text" | "whole" | "yesno" | "channel" | "role";
  readonly about: string;
  readonly required?: boolean;
  /** The only values a text option takes. */
  readonly choices?: readonly string[];
  /** The command's `suggest` completes this option while it is typed; free text stays welcome. */
  readonly suggest?: boolean;
  /** Options that this text understands too as `name:value`, as it does quotes: in a typed line they may stand for it. */
  readonly operators?: readonly string[];
  /** Most UTF-16 units of a text, where it isn't the usual 2,000. */
  readonly longest?: number;
  /** Bounds of a whole number, both included. */
  readonly least?: number;
  readonly most?: number;
  /** Carried by buttons and understood when typed, but left out of registration, forms and help. */
  readonly hidden?: boolean;
};

/** Options by name, in the order in which they are shown and read. */
export type Options = Readonly<Record<string, Option>>;

type ValueOf<O extends Option> = O["type"] extends "whole"
  ? number
  : O["type"] extends "yesno"
    ? boolean
    : O["choices"] extends readonly string[]
      ? O["choices"][number]
      : string;

/** What a command's `run` is handed, inferred from its options: unions from `choices`, `undefined` where optional. */
type Input<O extends Options> = {
  readonly [N in keyof O]: O[N]["required"] extends true
    ? ValueOf<O[N]>
    : ValueOf<O[N]> | undefined;
};

/** A value offered while somebody types: `label` is shown, `value` is sent. */
export type Suggestion = { readonly label: string; readonly value: string };

/** Where else a command is offered than by its name; every part names the option that is filled. */
type Offers = {
  /**
   * In the menu of any message: the label of its entry (up to 32 characters, Discord's limit), a brief
   * one (up to 24, Slack's), and the option that takes the message's text.
   */
  readonly onMessage?: { readonly label: string; readonly brief: string; readonly fills: string };
  /** As the preview of links to these domains, where the platform asks for one; `short` is the yes-or-no option for a small one. */
  readonly onLinks?: {
    readonly domains: readonly string[];
    readonly fills: string;
    readonly short: string;
  };
  /** On the page that the bot has for each person, where the platform has such pages. */
  readonly atHome?: boolean;
};

/** A slash command: data about it, and one function. `Tools` is what the application hands to every command. */
export type Command<Tools, O extends Options = Options> = Offers & {
  readonly name: string;
  readonly about: string;
  readonly options: O;
  /** Who sees the answer. Data, not a result, because Discord fixes it when the call is acknowledged. */
  readonly seen: "everyone" | "asker";
  /** Checked by the host on every call, button presses too. */
  readonly needs?: "manager";
  /** Changes what is kept for somebody or for a channel; where the bot is only looked at, it is refused. */
  readonly changes?: true;
  run(input: Input<O>, tools: Tools, call: Call): Reply | Promise<Reply>;
  /** Values for an option marked `suggest`, best first; `typed` may be empty. */
  suggest?(
    option: keyof O & string,
    typed: string,
    tools: Tools,
    call: Call,
  ): readonly Suggestion[] | Promise<readonly Suggestion[]>;
};

/** What a platform needs to know of a command: everything but how it is run. */
export type CommandCard = Offers & {
  readonly name: string;
  readonly about: string;
  readonly options: Options;
  readonly seen: "everyone" | "asker";
  readonly needs?: "manager";
  readonly changes?: true;
};

/** A command whose own option types are forgotten, as the host keeps it. Made by `erase` alone. */
export type AnyCommand<Tools> = CommandCard & {
  run(input: Values, tools: Tools, call: Call): Promise<Reply>;
  suggest(option: string, typed: string, tools: Tools, call: Call): Promise<readonly Suggestion[]>;
};

/** Forgets a command's own option types; safe because the host checks every input against the options first. */
export function erase<Tools, const O extends Options>(of: Command<Tools, O>): AnyCommand<Tools> {
  return {
    ...of,
    run: async (input, tools, call) => of.run(input as Input<O>, tools, call),
    suggest: async (option, typed, tools, call) =>
      (await of.suggest?.(option, typed, tools, call)) ?? [],
  };
}
