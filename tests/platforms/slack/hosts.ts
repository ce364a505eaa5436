import { type AnyCommand, type Call, createHost, erase, type Host, type Reply } from "#chat";

const said = (text: string): Reply => ({ summary: text, blocks: [{ kind: "text", text }] });

/** A host whose commands answer, fail, or never come back; it remembers its calls. */
export function hostOf(patience = 20_000): {
  readonly host: Host;
  readonly calls: readonly Call[];
} {
  const calls: Call[] = [];
  const command = (name: string, run: () => Reply | Promise<Reply>): AnyCommand<object> =>
    erase<object, typeof OPTIONS>({
      name,
      about: name,
      seen: "everyone",
      options: OPTIONS,
      run: (_input, _tools, call) => {
        calls.push(call);
        return run();
      },
      suggest: () => run() as never,
    });
  const commands = [
    command("hello", () => said("Hello to you.")),
    command("fail", () => {
      throw new Error("the secret reason");
    }),
    command("hang", () => new Promise(() => {})),
    command("form", () => FORM),
  ];
  return { calls, host: createHost({ commands, tools: {}, onFailure: () => {}, patience }) };
}

const OPTIONS = {
  text: { type: "text", about: "anything", suggest: true },
  page: { type: "whole", about: "page", hidden: true },
} as const;

const ask = (command: string) =>
  ({
    kind: "button",
    label: `Ask ${command}`,
    next: { command, input: {}, ask: ["text"] },
  }) as const;

const FORM: Reply = {
  summary: "A form",
  blocks: [
    { kind: "actions", actions: [ask("hello"), ask("fail"), ask("hang")] },
    {
      kind: "actions",
      actions: [{ kind: "button", label: "Hang", next: { command: "hang", input: {} } }],
    },
  ],
};
