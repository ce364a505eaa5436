/** An action of a `block_actions` payload, as far as it is read. */
type Action = {
  readonly type: string;
  readonly action_id?: unknown;
  readonly value?: unknown;
  readonly selected_option?: unknown;
};

/** What a press carries: what its button or menu was given, and the value that was picked. */
export type Carried = { readonly ticket: string; readonly picked?: string };

/**
 * Buttons carry their ticket as value, menus in their action_id beside the value picked. A button that
 * opens a web page carries nothing; Slack tells of its press all the same.
 */
export function carriedBy(action: Action | undefined): Carried | undefined {
  const { type, action_id: id, value, selected_option: option } = action ?? { type: "none" };
  if (type === "button") return typeof value === "string" && value ? { ticket: value } : undefined;
  if (type !== "static_select" || typeof id !== "string") return undefined;
  const picked = typeof option === "object" && option && "value" in option ? option.value : null;
  return typeof picked === "string" ? { ticket: id, picked } : undefined;
}
