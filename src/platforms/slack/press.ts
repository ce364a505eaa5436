import type { BlockAction } from "@slack/bolt";
import type { Waiting } from "#chat";
import { answer, orRefusal } from "./answer.ts";
import { partTicket } from "./draws.ts";
import type { House } from "./house.ts";
import { openForm } from "./open-form.ts";
import { pressInView } from "./press-in-view.ts";
import type { Scene } from "./scene.ts";

/** Something that was pressed or picked, and what it stood in. */
export type Press = {
  readonly waiting: Waiting;
  /** Good for opening a form for 3 s. */
  readonly trigger: string;
  /** Whether the answer may take the place of the message. */
  readonly over: boolean;
  /** Whether the message is the presser's alone. */
  readonly privately: boolean;
};

/** A button that was pressed, or a menu that was picked from. */
export async function onPress(house: House, scene: Scene, body: BlockAction): Promise<void> {
  const carried = carriedBy(body);
  if (carried === undefined) return;
  const { ticket, owner } = partTicket(carried.ticket);
  const read = await orRefusal(house, scene, () => house.tickets.read(ticket));
  if (!read) return;
  const waiting = filled(read, carried.picked);
  const { is_ephemeral: ephemeral } = body.container;
  const privately = ephemeral === true;
  // A public answer is its asker's to turn; anybody else gets one of their own, as of a post, which is nobody's.
  const own = privately || owner === scene.by.id;
  const over = waiting.answer === "over" && own && (privately || isPublic(house, waiting));
  const press = { waiting, trigger: body.trigger_id, over, privately };
  if (body.view) return pressInView(house, scene, press, body.view);
  if (waiting.ask) return orRefusal(house, scene, () => openForm(house, scene, press));
  const tone = over ? { over, privately } : waiting.answer === "over" ? { privately: true } : {};
  return answer(house, scene, waiting, tone);
}

/** What is one person's alone never takes the place of what all can see. */
function isPublic({ host }: House, { command }: Waiting): boolean {
  return host.commands.find(({ name }) => name === command)?.seen === "everyone";
}

/** Buttons carry their ticket as value, menus in their action_id beside the value picked. */
function carriedBy({ actions }: BlockAction) {
  const [action] = actions;
  switch (action?.type) {
    case "button":
      // A button that opens a web page carries nothing; Slack tells of its press all the same.
      return action.value ? { ticket: action.value } : undefined;
    case "static_select":
      return { ticket: action.action_id, picked: action.selected_option.value };
    default:
      return undefined;
  }
}

function filled(waiting: Waiting, picked: string | undefined): Waiting {
  const { fills, input } = waiting;
  if (fills === undefined || picked === undefined) return waiting;
  return { ...waiting, input: { ...input, [fills]: picked } };
}
