import { type Card, createHost, erase, type Host, UserError } from "#chat";

const TITLES = ["Topological Graph Transformers", "Topology: a survey", "Persistent Homology"];

const card = (title: string): Card => ({
  kind: "card",
  title,
  url: "https://example.org/paper",
  actions: [
    { kind: "button", label: "Save", next: { command: "save", input: { paper: title } } },
    {
      kind: "button",
      label: "Drop",
      next: { command: "drop", input: { paper: title }, answer: "over" },
    },
  ],
});

const search = erase({
  name: "search",
  about: "find papers",
  seen: "everyone",
  options: {
    query: { type: "text", about: "words to look for", required: true, suggest: true },
    since: { type: "whole", about: "a year" },
    sort: { type: "text", about: "the order", choices: ["best", "newest"] },
    author: { type: "text", about: "one of the authors" },
    page: { type: "whole", about: "the page", hidden: true },
  },
  run: ({ query, author, page = 1 }) => ({
    summary: `Results for ${query}`,
    blocks: [
      {
        kind: "heading",
        text: `Results for ${query}${author ? ` by ${author}` : ""}, page ${page}`,
      },
      card(`${query} one`),
      card(`${query} two`),
      {
        kind: "actions",
        actions: [
          {
            kind: "button",
            label: "Next page",
            next: { command: "search", input: { query, page: page + 1 } },
          },
          {
            kind: "button",
            label: "Watch",
            next: {
              command: "watch",
              input: { topic: query, hour: 9 },
              ask: ["topic", "hour", "days"],
            },
          },
        ],
      },
    ],
  }),
  suggest: (_, typed) =>
    TITLES.filter((title) => title.toLowerCase().includes(typed.toLowerCase())).map((title) => ({
      label: title,
      value: title,
    })),
});

const show = erase({
  name: "show",
  about: "one paper",
  seen: "everyone",
  options: { paper: { type: "text", about: "an id or a title", required: true, suggest: true } },
  run: ({ paper }) => ({ summary: paper, blocks: [card(paper)] }),
  suggest: (_, typed) =>
    TITLES.map((label, i) => ({ label, value: `2402.0000${i}` })).filter(({ label }) =>
      label.toLowerCase().includes(typed.toLowerCase()),
    ),
});

const said = (name: string) =>
  erase({
    name,
    about: `${name} a paper`,
    seen: "asker",
    options: { paper: { type: "text", about: "an id", required: true } },
    run: ({ paper }) => ({
      summary: `${name}: ${paper}`,
      blocks: [{ kind: "text", text: `${name}: ${paper}` }],
    }),
  });

const keep = erase({
  name: "keep",
  about: "keep a paper, with a way back",
  seen: "asker",
  options: { paper: { type: "text", about: "an id", required: true } },
  run: ({ paper }) => ({
    summary: `Kept ${paper}`,
    blocks: [
      { kind: "text", text: `Kept ${paper}` },
      {
        kind: "actions",
        actions: [
          { kind: "button", label: "Undo", next: { command: "drop", input: { paper } } },
          { kind: "button", label: "All", next: { command: "list", input: {} } },
        ],
      },
    ],
  }),
});

const list = erase({
  name: "list",
  about: "what there is",
  seen: "asker",
  options: { zone: { type: "text", about: "where", suggest: true } },
  run: () => ({
    summary: "All",
    blocks: ["a", "b"].map((title) => ({
      kind: "card" as const,
      title,
      actions: [
        {
          kind: "button" as const,
          label: "Keep",
          next: { command: "keep", input: { paper: title } },
        },
      ],
    })),
  }),
  suggest: () => ["Europe/Paris", "New York"].map((zone) => ({ label: zone, value: zone })),
});

const watch = erase({
  name: "watch",
  about: "a daily post",
  seen: "everyone",
  needs: "manager",
  options: {
    topic: { type: "text", about: "what about" },
    hour: { type: "whole", about: "the hour", required: true, least: 0, most: 23 },
    days: { type: "text", about: "which days", choices: ["daily", "weekdays"] },
  },
  run: (input) => {
    if (input.topic === "sports") throw new UserError("topic can be anything but sports.");
    return {
      summary: "Watching",
      blocks: [{ kind: "text", text: `Watching ${JSON.stringify(input)}` }],
    };
  },
});

const refuse = erase({
  name: "refuse",
  about: "say no",
  seen: "asker",
  options: { why: { type: "text", about: "the reason" } },
  run: ({ why }) => {
    throw new UserError(why ?? "No.");
  },
});

/** A host over small commands; `slow` answers when `release` is called. */
export function smallHost(): { readonly host: Host; readonly release: () => void } {
  const gate = Promise.withResolvers<void>();
  const slow = erase({
    name: "slow",
    about: "think",
    seen: "asker",
    options: { mood: { type: "text", about: "how", suggest: true } },
    run: async () => {
      await gate.promise;
      return { summary: "Done.", blocks: [{ kind: "text", text: "Done at last." }] };
    },
    suggest: async () => {
      await gate.promise;
      return [{ label: "glad", value: "glad" }];
    },
  });
  const commands = [...[search, show, said("save"), said("drop"), keep, list, watch, refuse, slow]];
  return { host: createHost({ commands, tools: {}, onFailure: () => {} }), release: gate.resolve };
}
