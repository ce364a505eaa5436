import type { ViewOutput } from "@slack/bolt";
import type { Reply } from "#chat";
import { orRefusal } from "./answer.ts";
import { isAtHome, showHome, turned } from "./home.ts";
import type { House } from "./house.ts";
import { modalOf, WAITING } from "./modal.ts";
import { openForm } from "./open-form.ts";
import type { Press } from "./press.ts";
import { renderMessage } from "./render.ts";
import { replyTo } from "./reply-to.ts";
import type { Scene } from "./scene.ts";
import { type HomeState, type ModalState, readState } from "./states.ts";

/**
 * A press on a home page or in a window. What turns a page of the home page is shown there; every other
 * answer in a window, and the page is shown anew since the press may have changed what stands on it.
 */
export async function pressInView(
  house: House,
  from: Scene,
  press: Press,
  view: ViewOutput,
): Promise<void> {
  const atHome = view.type === "home";
  const state: HomeState = atHome
    ? readState<HomeState>(view.private_metadata)
    : (readState<ModalState>(view.private_metadata).home ?? {});
  const scene = { ...from, ...(state.channel && { channel: state.channel }) };
  const { waiting, trigger } = press;
  if (waiting.ask) {
    const below = { home: state, above: !atHome };
    return orRefusal(house, scene, () => openForm(house, scene, press, below));
  }
  const { command } = waiting;
  if (atHome && waiting.answer === "over" && isAtHome(house, command)) {
    const reply = await replyTo(house, scene, waiting);
    return showHome(house, scene, turned(house, state, waiting), { command, reply });
  }
  const window = atHome ? await open(house, scene, trigger, state) : view.id;
  const reply = await replyTo(house, scene, waiting);
  await showIn(house, scene, window, reply, state);
  await showHome(house, scene, state);
}

/** Shows an answer in a window that is open. */
export async function showIn(
  house: House,
  { client }: Scene,
  window: string,
  reply: Reply,
  home: HomeState,
): Promise<void> {
  const view = await windowWith(house, reply, home);
  await client.views.update({ view_id: window, view });
}

/** A window with an answer, or with a word until it is there; it remembers the home page below it. */
export async function windowWith(house: House, reply: Reply | undefined, home: HomeState) {
  const metadata = JSON.stringify({ home } satisfies ModalState);
  if (!reply) return modalOf(WAITING, metadata);
  const draw = await house.draws([reply]);
  const { blocks } = renderMessage(reply, { ...draw, surface: "modal" });
  return modalOf(blocks, metadata);
}

/** Opened before the answer is worked out, since a trigger is good for 3 s alone. */
async function open(
  house: House,
  { client }: Scene,
  trigger: string,
  home: HomeState,
): Promise<string> {
  const { view } = await client.views.open({
    trigger_id: trigger,
    view: await windowWith(house, undefined, home),
  });
  return view?.id ?? "";
}
