import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { type Host, problem, type Reply } from "#chat";
import type { Desk, Heard } from "./desk.ts";
import type { Outlet } from "./outlet.ts";

/** A script being read, line after line. */
export type Pipe = {
  /** The exit code once the input has ended: 1 when any line was refused or failed. */
  readonly done: Promise<number>;
  /** Reads no further; what is in flight is answered. */
  stop(): void;
};

/**
 * Answers commands from a stream, one a line and in order; empty lines and those that start with #
 * are skipped, numbers press buttons. A refusal is one sentence on stderr and the run goes on.
 */
export function pipe(
  input: Readable,
  { host, desk, outlet, json }: Readonly<{ host: Host; desk: Desk; outlet: Outlet; json: boolean }>,
): Pipe {
  const lines = createInterface({ input, terminal: false, crlfDelay: Number.POSITIVE_INFINITY });
  const run = async (): Promise<number> => {
    let code = 0;
    let answers = 0;
    for await (const raw of lines) {
      const line = raw.replace(/^\ufeff/, "").trim();
      if (line === "" || line.startsWith("#")) continue;
      const heard = desk.hear(line);
      if (heard.kind === "leave" || outlet.gone()) break;
      const reply = await answer(heard, host, desk);
      const first = heard.kind === "call" ? desk.keep(reply, heard) : 1;
      if (json || !reply.problem)
        await outlet.write(
          (json || answers++ === 0 ? "" : "\n") + (await outlet.draw(reply, first)),
        );
      if (reply.problem) outlet.complain(reply);
      if (reply.problem) code = 1;
    }
    lines.close();
    return code;
  };
  return { done: run(), stop: () => lines.close() };
}

async function answer(
  heard: Exclude<Heard, { kind: "leave" }>,
  host: Host,
  desk: Desk,
): Promise<Reply> {
  if (heard.kind === "refused") return heard.reply;
  const { next, label } = heard;
  if (!next.ask?.length) return desk.answer(next);
  const given = Object.keys(next.input).map((name) => `${name}:…`);
  const asked = next.ask.filter((name) => !(name in next.input)).map((name) => `${name}:…`);
  const known = host.commands.some(({ name }) => name === next.command);
  return problem(
    "refused",
    `“${label ?? next.command}” opens a form, and a script has nobody to fill it in${
      known ? `: write ${[next.command, ...given, ...asked].join(" ")} instead` : ""
    }.`,
  );
}
