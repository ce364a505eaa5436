import type { Host, Next, Reply } from "#chat";
import { completeField, completeLine } from "./complete.ts";
import type { Desk } from "./desk.ts";
import { type Asker, fillForm } from "./form.ts";
import { paragraph } from "./layout.ts";
import type { Outlet } from "./outlet.ts";
import type { Terminal } from "./terminal.ts";

/** What a session is made of. */
export type Session = {
  readonly host: Host;
  readonly desk: Desk;
  readonly outlet: Outlet;
  readonly terminal: Terminal;
  readonly root: string;
  readonly greeting: string;
};

/** Talks with the one at the keyboard until they leave: exit, quit, Ctrl-D, or Ctrl-C on an empty line. */
export async function prompt(session: Session): Promise<void> {
  const { desk, outlet, terminal, root, greeting } = session;
  const complete = completeLine(session);
  const show = (reply: Reply, next?: Next) =>
    terminal.print(`\n${outlet.draw(reply, desk.keep(reply, next))}\n`);
  terminal.print(`${paragraph(greeting, outlet.width()).join("\n")}\n\n`);
  for (;;) {
    const said = await terminal.ask(outlet.paint.accent(`${root}> `), { complete, remember: true });
    if (said.kind === "end") return terminal.print("\n");
    if (said.kind === "break" && !said.typed) return;
    if (said.kind === "break" || said.text.trim() === "") continue;
    const heard = desk.hear(said.text);
    if (heard.kind === "leave") return;
    if (heard.kind === "refused") {
      terminal.print(`${outlet.draw(heard.reply, 1)}\n`);
      continue;
    }
    const next = await filled(heard.next, session);
    const reply = next && (await terminal.during(desk.answer(next)));
    if (reply) show(reply, next);
    else terminal.print("  Never mind.\n\n");
  }
}

/** The call with its form filled in; undefined when the form was given up. */
async function filled(next: Next, session: Session): Promise<Next | undefined> {
  const { host, outlet, terminal } = session;
  const command = host.commands.find(({ name }) => name === next.command);
  if (!command || !next.ask?.length) return next;
  const asker: Asker = {
    paint: outlet.paint,
    width: outlet.width,
    ask: (question, of, name, sofar) =>
      terminal.ask(question, {
        complete: completeField(of, name, sofar, session),
        remember: false,
      }),
    say: (lines) => terminal.print(`${lines.join("\n")}\n`),
  };
  return fillForm(command, next, asker);
}
