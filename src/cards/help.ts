import {
  type Block,
  bold,
  type CommandCard,
  code,
  nearest,
  type Reply,
  rich,
  UserError,
  visibleOptions,
} from "#chat";

/** Examples for the commands that gain from one; a command without an entry is shown by its options alone. */
const EXAMPLES: Readonly<Record<string, string>> = {
  search: "search graph transformers since:2024 sort:newest",
  show: "show 2402.02005",
  trending: "trending month topology",
  subscribe: 'subscribe time:09:00 zone:Europe/Berlin days:weekdays topics:"graph transformers"',
  subscriptions: "subscriptions pause 1",
  saved: "saved export",
};

/**
 * What can be asked, written from the commands themselves; with a name, that command in full.
 * @throws UserError when there is no such command
 */
export function helpReply(commands: readonly CommandCard[], root: string, name?: string): Reply {
  if (name !== undefined) return oneCommand(commands, name);
  return {
    summary: `What you can ask: ${commands.map((one) => one.name).join(", ")}`,
    blocks: [
      { kind: "heading", text: "What you can ask" },
      ...commands.map(lineOf),
      {
        kind: "text",
        quiet: true,
        text: rich`In Discord and Slack each stands behind ${code(`/${root}`)}. Words in [brackets] may be left out; give them as ${code("name:value")}. For one command in full: ${code("help search")}.`,
      },
    ],
  };
}

function lineOf(command: CommandCard): Block {
  const manager = command.needs === "manager" ? " (managers only)" : "";
  return { kind: "text", text: rich`${code(usage(command))}: ${command.about}${manager}.` };
}

function oneCommand(commands: readonly CommandCard[], name: string): Reply {
  const command = commands.find((one) => one.name === name.toLowerCase());
  if (!command) {
    const meant = nearest(
      name,
      commands.map((one) => one.name),
    );
    throw new UserError(
      `There is no command “${name.slice(0, 40)}”.${meant ? ` Did you mean ${meant}?` : " Type help to see what there is."}`,
    );
  }
  const example = EXAMPLES[command.name];
  const lines = visibleOptions(command).flatMap((option) => {
    const about = command.options[option];
    if (!about) return [];
    const choices = about.choices ? `: ${about.choices.join(", ")}` : "";
    const block: Block = {
      kind: "text",
      text: rich`${bold(option)}: ${about.about}${choices}${about.required ? " (required)" : ""}`,
    };
    return [block];
  });
  return {
    summary: `${command.name}: ${command.about}`,
    blocks: [
      { kind: "heading", text: command.name },
      { kind: "text", text: rich`${command.about}. ${code(usage(command))}` },
      ...lines,
      ...(example
        ? [{ kind: "text" as const, text: rich`For example: ${code(example)}`, quiet: true }]
        : []),
    ],
  };
}

function usage(command: CommandCard): string {
  const words = visibleOptions(command).map((name) =>
    command.options[name]?.required ? name : `[${name}]`,
  );
  return [command.name, ...words].join(" ");
}
