import { type Action, channel, join, type Reply, type Rich, rich, text } from "#chat";
import { rowOf } from "./page.ts";

/** What a manager is told when posts could not go out: where, why, and one press that starts them again. */
export function stoppedReply(
  stopped: readonly { readonly id: string; readonly channel: string; readonly reason?: string }[],
): Reply {
  const reasons = Map.groupBy(stopped, ({ reason }) => reason ?? "The last post failed.");
  const sentences = [...reasons].map(([reason, some]) => {
    const where = join([...new Set(some.map(({ channel: id }) => id))].map(channelOf), ", ");
    return rich`I stopped posting papers in ${where}. ${sentence(reason)}`;
  });
  const which = stopped.map(({ id }) => id).join(",");
  const actions: readonly Action[] = [
    {
      ...{ kind: "button", label: "Resume", style: "primary" },
      next: { command: "subscriptions", input: { do: "resume", which } },
    },
    { kind: "button", label: "All subscriptions", next: { command: "subscriptions", input: {} } },
  ];
  return {
    summary: sentences.map(text).join(" "),
    blocks: [...sentences.map((one) => ({ kind: "text" as const, text: one })), ...rowOf(actions)],
  };
}

function channelOf(id: string): Rich {
  return rich`${channel(id)}`;
}

/** Reasons as platforms give them, as a sentence: a capital, and a full stop. */
function sentence(reason: string): string {
  const said = reason.charAt(0).toUpperCase() + reason.slice(1);
  return /[.!?]$/.test(said) ? said : `${said}.`;
}
