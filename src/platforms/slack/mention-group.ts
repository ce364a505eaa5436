import type { types } from "@slack/bolt";

/** A message as Slack takes it. */
type Message = { readonly text: string; readonly blocks: readonly types.KnownBlock[] };

/** A message with a mention of a user group in front; ids that are none, such as of another platform's roles, mention nobody. */
export function mentionGroup<M extends Message>(message: M, group: string | undefined): M {
  if (group === undefined || !/^S[A-Z0-9]+$/.test(group)) return message;
  const mention: types.RichTextBlock = {
    type: "rich_text",
    elements: [
      { type: "rich_text_section", elements: [{ type: "usergroup", usergroup_id: group }] },
    ],
  };
  const text = `<!subteam^${group}> ${message.text}`;
  // A message of text alone stays one; every other has room for one block more, by its budget.
  if (message.blocks.length === 0) return { ...message, text };
  return { ...message, text, blocks: [mention, ...message.blocks] };
}
