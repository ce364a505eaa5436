import type { Block, Call, Reply } from "#chat";

/** A form that was refused gets a button that opens it again as it was filled in: nothing typed is lost. */
export function again(reply: Reply, { command, input }: Call, ask: readonly string[]): Reply {
  if (reply.problem !== "refused" || ask.length === 0) return reply;
  const next = { command, input, ask };
  const actions: Block = {
    kind: "actions",
    actions: [{ kind: "button", label: "Change it", next }],
  };
  return { ...reply, blocks: [...reply.blocks, actions] };
}
