import {
  type AnyCommand,
  type Button,
  type Call,
  type Card,
  erase,
  type Reply,
  UserError,
  type Values,
} from "#chat";

const NASTY = [
  "*bold* _it_ ~no~ `code` # heading > quote",
  "<@U1> <!channel> <!here> <#C1|general> <https://evil.example|click>",
  "@everyone @here <@&123> [click](https://evil.example) ||spoiler||",
  "\u001b[31mred\u001b[0m \u001b[2J\u0007 \u001b]8;;https://evil.example\u0007link\u001b]8;;\u0007 \u009b31m",
  "\u202eright to left\u202c \u2066isolate\u2069 \u0000 \r\n",
];

/** The commands of the contract; each call made is added to `calls`. */
export function contractCommands(calls: Call[]): readonly AnyCommand<object>[] {
  const say = (text: string): Reply => ({ summary: text, blocks: [{ kind: "text", text }] });
  const echo = erase<object, typeof ECHO>({
    name: "echo",
    about: "say it again",
    seen: "everyone",
    options: ECHO,
    run: ({ text }, _, call) => {
      calls.push(call);
      return say(text);
    },
    suggest: (_, typed) => [{ label: `${typed}logical`, value: `${typed}logical` }],
  });
  const plain = (name: string, run: () => Reply) =>
    erase<object, Record<never, never>>({
      name,
      about: name,
      seen: "everyone",
      options: {},
      run,
    });
  return [
    echo,
    plain("page", () => PAGE),
    plain("hostile", hostileReply),
    plain("refuse", () => {
      throw new UserError("Ask me something else.");
    }),
    plain("fail", () => {
      throw new Error("the secret reason");
    }),
  ];
}

const ECHO = {
  text: { type: "text", about: "what to say", required: true, suggest: true },
  times: { type: "whole", about: "how often", least: 1, most: 9 },
  loud: { type: "yesno", about: "whether to shout" },
  mode: { type: "text", about: "how fast", choices: ["quick", "slow"] },
} as const;

const button = (label: string, input: Values, ask?: readonly string[]): Button => ({
  kind: "button",
  label,
  next: { command: "echo", input, ...(ask && { ask }) },
});

const card = (title: string, action: Button): Card => ({ kind: "card", title, actions: [action] });

const PAGE: Reply = {
  summary: "A page",
  blocks: [
    { kind: "heading", text: "A page" },
    card("First card", button("First", { text: "from the first card" })),
    card("Second card", button("Second", { text: "from the second card" })),
    {
      kind: "actions",
      actions: [
        button("Again", { text: "again & again", times: 2, loud: false }),
        button("Edit", { text: "old", times: 7 }, ["text", "mode"]),
      ],
    },
  ],
};

function hostileReply(): Reply {
  const all = NASTY.join(" ");
  return {
    summary: all,
    blocks: [
      { kind: "heading", text: all },
      ...NASTY.map((text) => ({ kind: "text", text }) as const),
      { kind: "card", title: all, subtitle: all, body: all, note: all },
      {
        kind: "actions",
        actions: NASTY.map((text) => button(text, { text })),
      },
      { kind: "text", text: "The end of it." },
    ],
  };
}
