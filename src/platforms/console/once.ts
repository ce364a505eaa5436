import type { Host } from "#chat";
import type { Desk } from "./desk.ts";
import { type Outlet, wordsFor } from "./outlet.ts";

/** Answers one line and returns the exit code: 1 when it was refused or failed, its sentence on stderr. */
export async function once(
  line: string,
  { host, desk, outlet, json }: Readonly<{ host: Host; desk: Desk; outlet: Outlet; json: boolean }>,
): Promise<number> {
  const heard = desk.hear(line);
  if (heard.kind === "leave") return 0;
  const reply = heard.kind === "refused" ? heard.reply : await desk.answer(heard.next);
  if (json || !reply.problem) await outlet.write(await outlet.draw(reply, wordsFor(host.commands)));
  if (reply.problem) outlet.complain(reply);
  return reply.problem ? 1 : 0;
}
