import { UserError } from "#chat";
import { formView } from "./form.ts";
import type { House } from "./house.ts";
import type { Press } from "./press.ts";
import { admit, type Scene } from "./scene.ts";
import type { FormState, HomeState } from "./states.ts";

/** Longest ticket in a form's private_metadata, which holds 3,000: JSON may double its quotes, and a response_url is beside it. */
const TICKET = 1_000;

/**
 * Opens the form that a button or menu asks for; `above` another window when it stood in one.
 * @throws UserError when its command is not for this person
 */
export async function openForm(
  house: House,
  scene: Scene,
  press: Pick<Press, "waiting" | "trigger" | "over" | "privately">,
  from: { readonly home?: HomeState; readonly above?: boolean } = {},
): Promise<void> {
  const { waiting, trigger, over, privately } = press;
  const command = house.host.commands.find(({ name }) => name === waiting.command);
  if (!command) throw new UserError(`There is no command ${waiting.command} any more: try help.`);
  // Nobody is to fill in what would be refused.
  await admit(house, scene, command);
  const { client, channel, thread, url } = scene;
  const state: FormState = {
    ticket: await house.tickets.write(waiting, TICKET),
    ...(channel && { channel }),
    ...(thread && { thread }),
    ...(url && { url }),
    ...(over && { over, privately }),
    ...(from.home && { home: from.home }),
  };
  const view = formView(command, waiting, JSON.stringify(state));
  const asked = { trigger_id: trigger, view };
  await (from.above ? client.views.push(asked) : client.views.open(asked));
}
