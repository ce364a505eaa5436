/** A plain text object. */
export const plain = (text: string) => ({ type: "plain_text", text });
/** A mrkdwn object. */
export const mrkdwn = (text: string) => ({ type: "mrkdwn", text });
/** A text of this length. */
export const long = (length: number) => "x".repeat(length);
/** A section around a text. */
export const section = (text: unknown) => ({ type: "section", text });
/** A row of actions. */
export const actions = (...elements: readonly unknown[]) => ({ type: "actions", elements });
/** A button. */
export const button = (more: object = {}) => ({
  type: "button",
  text: plain("Go"),
  action_id: "go",
  ...more,
});
/** An option of a menu. */
export const option = (text = "One", value = "1") => ({ text: plain(text), value });
/** A menu. */
export const select = (more: object = {}) => ({
  type: "static_select",
  action_id: "pick",
  options: [option()],
  ...more,
});
/** A rich text of one line. */
export const rich = (...elements: readonly unknown[]) => ({
  type: "rich_text",
  elements: [{ type: "rich_text_section", elements }],
});
/** A card. */
export const card = (more: object = {}) => ({ type: "card", title: mrkdwn("A paper"), ...more });
/** A field of a form. */
export const input = (element: object, more: object = {}) => ({
  type: "input",
  block_id: "field",
  label: plain("Label"),
  element,
  ...more,
});
/** A box to type into. */
export const box = (more: object = {}) => ({
  type: "plain_text_input",
  action_id: "typed",
  ...more,
});
