import type { StaticSelect } from "@slack/types";
import type { Hands } from "../hands.ts";
import { drawMenu } from "../menu.ts";

/** A menu of which one option is picked, in groups where there are many. */
export function drawStaticSelect(select: StaticSelect, hands: Hands): HTMLElement {
  const { action_id, placeholder, options = [], option_groups = [] } = select;
  const grouped = option_groups.flatMap(({ label, options: some }) =>
    some.map((value) => ({ label: value.text.text, value, group: label.text })),
  );
  const alone = options.map((value) => ({ label: value.text.text, value }));
  const menu = drawMenu(
    placeholder?.text ?? "Choose",
    [...alone, ...grouped],
    ({ value }, button) =>
      hands.press({ type: "static_select", action_id, selected_option: value }, button),
  );
  menu.classList.add("s-select");
  return menu;
}
