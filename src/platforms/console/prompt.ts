import { completeField, completeLine, type Host, type Next, type Reply } from "#chat";
import type { Asked, Desk } from "./desk.ts";
import { type Asker, fillForm } from "./form.ts";
import { createHistory } from "./history.ts";
import { paragraph } from "./layout.ts";
import type { Outlet } from "./outlet.ts";
import { drawCompletions } from "./tab.ts";
import { createTerminal, type Terminal, type TerminalOptions } from "./terminal.ts";

/** What a session is made of. */
export type Session = {
  readonly host: Host;
  readonly desk: Desk;
  readonly outlet: Outlet;
  readonly terminal: Terminal;
  readonly root: string;
  readonly greeting: string;
};

/** The terminal that a session talks through, with what was typed before if there is a file of it. */
export function openTerminal(
  with_: Pick<TerminalOptions, "input" | "output"> & {
    readonly outlet: Outlet;
    readonly historyFile?: string;
  },
): Terminal {
  const { input, output, outlet, historyFile } = with_;
  return createTerminal({
    ...{ input, output, history: createHistory(historyFile) },
    list: (found) => `${drawCompletions(found, outlet.width(), outlet.paint).join("\n")}\n`,
  });
}

/** Talks with the one at the keyboard until they leave: exit, quit, Ctrl-D, or Ctrl-C on an empty line. */
export async function prompt(session: Session): Promise<void> {
  const { host, desk, outlet, terminal, root, greeting } = session;
  const complete = completeLine({ host, root, callOf: desk.callOf, also: ["exit"] });
  terminal.print(`${paragraph(greeting, outlet.width()).join("\n")}\n\n`);
  for (;;) {
    const said = await terminal.ask(outlet.paint.accent(`${root}> `), { complete, remember: true });
    if (said.kind === "end") return terminal.print("\n");
    if (said.kind === "break" && !said.typed) return;
    if (said.kind === "break" || said.text.trim() === "") continue;
    const heard = desk.hear(said.text);
    if (heard.kind === "leave") return;
    if (heard.kind === "refused") await complain(heard.reply, session);
    else await carryOut(heard, session);
  }
}

/** Makes the call and shows its answer. A form that is refused is asked again, with what was filled in. */
async function carryOut({ next, ...pressed }: Asked, session: Session): Promise<void> {
  const { desk, outlet, terminal } = session;
  const ready = await filled(next, session);
  const reply = ready && (await terminal.during(desk.answer(ready)));
  if (!reply) return terminal.print("  Never mind.\n\n");
  if (!reply.problem) {
    const first = desk.keep(reply, { ...pressed, next: ready });
    return terminal.print(`\n${await outlet.draw(reply, first)}\n`);
  }
  await complain(reply, session);
  if (next.ask?.length && reply.problem === "refused")
    await carryOut({ ...pressed, next: { ...next, input: ready.input } }, session);
}

async function complain(reply: Reply, { outlet, terminal }: Session): Promise<void> {
  terminal.print(`${await outlet.draw(reply, 1)}\n`);
}

/** The call with its form filled in; undefined when the form was given up. */
async function filled(next: Next, session: Session): Promise<Next | undefined> {
  const { host, desk, outlet, terminal } = session;
  const command = host.commands.find(({ name }) => name === next.command);
  if (!command || !next.ask?.length) return next;
  const asker: Asker = {
    paint: outlet.paint,
    width: outlet.width,
    ask: (question, of, name, sofar) =>
      terminal.ask(question, {
        complete: completeField(of, name, sofar, { host, callOf: desk.callOf }),
        remember: false,
      }),
    say: (lines) => terminal.print(`${lines.join("\n")}\n`),
  };
  return fillForm(command, next, asker);
}
