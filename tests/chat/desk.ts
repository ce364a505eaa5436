import { vi } from "vitest";
import {
  type AnyCommand,
  type Call,
  createHost,
  erase,
  type Failure,
  type Reply,
  UserError,
  type Values,
} from "#chat";

type Tools = { readonly greeting: string };

export const said = (summary: string): Reply => ({
  summary,
  blocks: [{ kind: "text", text: summary }],
});
const nothing = { about: "For tests", options: {}, seen: "asker" } as const;
const never = () => new Promise<never>(() => {});

const greet = erase<Tools, { readonly name: { type: "text"; about: string; suggest: true } }>({
  ...nothing,
  name: "greet",
  options: { name: { type: "text", about: "whom", suggest: true } },
  run: ({ name = "all" }, { greeting }, { by }) => said(`${greeting} ${name} from ${by.id}`),
  suggest: (_, typed, { greeting }) => [{ label: `${greeting} ${typed}`, value: typed }],
});
const purge: AnyCommand<Tools> = erase({
  ...nothing,
  name: "purge",
  needs: "manager",
  options: { what: { type: "text", about: "what", suggest: true } },
  run: () => said("purged"),
  suggest: () => [{ label: "a secret", value: "a secret" }],
});
const count: AnyCommand<Tools> = erase({
  ...nothing,
  name: "count",
  options: {
    to: { type: "whole", about: "how far", required: true },
    step: { type: "whole", about: "in what steps", hidden: true, suggest: true },
  },
  run: ({ to, step }, _, call) => said(JSON.stringify([to, step, call.input])),
  suggest: () => [{ label: "1", value: "1" }],
});

/** A command that answers as `run` does, and suggests as it too. */
const doing = (name: string, run: () => Reply | Promise<Reply>): AnyCommand<Tools> =>
  erase({
    ...nothing,
    name,
    options: { it: { type: "text", about: "it", suggest: true } },
    run,
    suggest: async () => [{ label: (await run()).summary, value: "" }],
  });

const throwing = (name: string, error: unknown) =>
  doing(name, () => {
    throw error;
  });

export const broken = [
  throwing("breaks", new Error("secret detail")),
  throwing("throws-text", "secret detail"),
  throwing("throws-nothing", undefined),
  throwing("throws-null", null),
  throwing("throws-bare", Object.create(null)),
  doing("rejects", () => Promise.reject(new Error("secret detail"))),
  doing("hangs", never),
];
const refuses = throwing("refuses", new UserError("Not today: try tomorrow."));
export const all = [greet, purge, count, refuses, ...broken];

export function hostWith(onFailure?: (failure: Failure) => void, patience = 20) {
  const failures: Failure[] = [];
  const host = createHost<Tools>({
    commands: all,
    tools: { greeting: "Hello" },
    onFailure: onFailure ?? ((failure) => failures.push(failure)),
    patience,
  });
  return { host, failures };
}

export const call = (command: string, input: Values = {}, manager = false): Call => ({
  command,
  input,
  by: { id: "U1", manager },
  at: { platform: "test", tenant: "T1", channel: "C1" },
});

/** What `work` comes to, with the clock run on as far as it takes. */
export async function settled<T>(work: Promise<T>): Promise<T> {
  await vi.runAllTimersAsync();
  return work;
}
