import { type Fields, flagIn, present, textIn } from "../fields.ts";
import { optionsIn, takeNothing, takeOptions } from "./acknowledged.ts";
import { type Acted, act } from "./acted.ts";
import { addressOf, channelOf, type Hand, place, trail } from "./hand.ts";
import { interaction } from "./payload.ts";
import { type Given, holding } from "./values.ts";
import { type Found, find, isView, keyOf, labelOf, type Where } from "./where.ts";

/** Presses a button. */
export function press(hand: Hand, where: Where, name: string): Acted {
  const { element, ...found } = find(where, name);
  const type = textIn(element, "type") ?? "";
  if (type !== "button" && type !== "icon_button")
    throw new Error(`"${name}" is no button but a ${type}; use pick.`);
  const { text, value, url } = element;
  return acted(hand, where, { element, ...found }, present({ type, text, value, url }));
}

/** Picks from a menu, an overflow, radio buttons, check boxes, a calendar or a clock. */
export function pick(hand: Hand, where: Where, name: string, given: Given): Acted {
  const { stage, user } = hand;
  const found = find(where, name);
  const { element, block } = found;
  if (textIn(block, "type") === "input" && !flagIn(block, "dispatch_action"))
    throw new Error(`Slack would not send "${name}" by itself: its block has no dispatch_action.`);
  const actionId = textIn(element, "action_id") ?? "";
  const held = holding(element, given, stage.holdings.offered(user.id, actionId));
  stage.holdings.put(keyOf(where), textIn(block, "block_id") ?? "", actionId, held);
  return acted(hand, where, found, held);
}

function acted(hand: Hand, where: Where, found: Found, action: Fields): Acted {
  const { stage, user, workspace, how } = hand;
  const { element, block } = found;
  const { action_id: actionId } = element;
  const trigger = stage.triggers.issue(user, workspace, isView(where) ? where.id : undefined);
  const response = isView(where)
    ? undefined
    : stage.responses.issue({ workspace, channel: channelOf(hand, where), user, target: where });
  const payload = {
    type: "block_actions",
    ...interaction(hand),
    trigger_id: trigger.id,
    ...place(hand, where, found.link),
    ...(response && { response_url: addressOf(hand, response.id) }),
    actions: [
      {
        action_id: actionId,
        block_id: textIn(block, "block_id"),
        ...action,
        action_ts: stage.ids.ts(),
      },
    ],
  };
  return act(
    stage,
    {
      ...trail(hand, `pressing "${labelOf(element)}"`),
      ...(isView(where) ? { view: where.id } : { channel: where.channel }),
      ...(response && { response: response.id }),
      trigger: trigger.id,
    },
    () => stage.way().send({ kind: "interactive", payload }, how),
    (ack) => takeNothing(stage, ack),
  );
}

/** Types into a menu that asks the app for its options. */
export function typeahead(hand: Hand, where: Where, name: string, typed: string): Acted {
  const { stage, user, how } = hand;
  const { element, block, link } = find(where, name);
  const { type, min_query_length: least = 3 } = element;
  if (type !== "external_select" && type !== "multi_external_select")
    throw new Error(`"${name}" asks nobody for its options: it is a ${type}.`);
  if (typed.length < Number(least))
    throw new Error(`Slack would not ask yet: "${typed}" is shorter than ${least} characters.`);
  const actionId = textIn(element, "action_id") ?? "";
  const payload = {
    type: "block_suggestion",
    ...interaction(hand),
    ...place(hand, where, link),
    action_id: actionId,
    block_id: textIn(block, "block_id"),
    value: typed,
  };
  return act(
    stage,
    trail(hand, `typing "${typed}" into ${name}`),
    () => stage.way().send({ kind: "interactive", payload }, how),
    (ack) => {
      takeOptions(stage, ack);
      stage.holdings.offer(user.id, actionId, optionsIn(ack.body));
    },
  );
}
