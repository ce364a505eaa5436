import type { BlockAction } from "@slack/bolt";
import { type Next, pressed } from "#chat";
import { answer, orRefusal } from "./answer.ts";
import { carriedBy } from "./carried.ts";
import { partTicket } from "./draws.ts";
import type { House } from "./house.ts";
import { openForm } from "./open-form.ts";
import { pressInView } from "./press-in-view.ts";
import type { Scene } from "./scene.ts";

/** Something that was pressed or picked, and what it stood in. */
export type Press = {
  readonly waiting: Next;
  /** Good for opening a form for 3 s. */
  readonly trigger: string;
  /** Whether the answer may take the place of the message. */
  readonly over: boolean;
  /** Whether the message is the presser's alone. */
  readonly privately: boolean;
};

/** A button that was pressed, or a menu that was picked from. */
export async function onPress(house: House, scene: Scene, body: BlockAction): Promise<void> {
  const carried = carriedBy(body.actions[0]);
  if (carried === undefined) return;
  const { ticket, owner } = partTicket(carried.ticket);
  const read = await orRefusal(house, scene, () => house.tickets.read(ticket));
  if (!read) return;
  const waiting = pressed(read, carried.picked);
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
function isPublic({ host }: House, { command }: Next): boolean {
  return host.commands.find(({ name }) => name === command)?.seen === "everyone";
}
