import type { Reply, Values } from "#chat";
import type { House } from "./house.ts";
import { LIMITS } from "./limits.ts";
import { renderHome } from "./render.ts";
import { replyTo } from "./reply-to.ts";
import type { Asked, Scene } from "./scene.ts";
import type { HomeState } from "./states.ts";

/**
 * Shows a person's home page: one part for each command that is offered there, without those that they
 * may not use. `now` is an answer that stands in the place of its command's part this once.
 */
export async function showHome(
  house: House,
  scene: Scene,
  state: HomeState = {},
  now?: { readonly command: string; readonly reply: Reply },
): Promise<void> {
  const { host, people, draws } = house;
  const { manager } = await people(scene.client, scene.tenant, scene.by);
  const parts = host.commands.filter(
    ({ atHome, needs }) => atHome && (needs !== "manager" || manager),
  );
  const replies = await Promise.all(
    parts.map(async ({ name }) => {
      if (now?.command === name) return now.reply;
      const input = state.turned?.[name] ?? {};
      return replyTo(house, scene, { command: name, input });
    }),
  );
  const view = renderHome(replies, await draws(replies));
  const metadata = JSON.stringify(state);
  await scene.client.views.publish({
    user_id: scene.by.id,
    view: { ...view, ...(metadata.length <= LIMITS.metadata && { private_metadata: metadata }) },
  });
}

/** Whether an answer can stand on the home page: that of a command which has a part there. */
export function isAtHome({ host }: House, command: string): boolean {
  return host.commands.some(({ name, atHome }) => name === command && atHome);
}

/**
 * The home page after an answer has taken the place of a part. Only what turns pages is remembered: to
 * ask again for anything else could do it again.
 */
export function turned(
  { host }: Pick<House, "host">,
  state: HomeState,
  { command, input }: Asked,
): HomeState {
  const options = host.commands.find(({ name }) => name === command)?.options ?? {};
  const paging = Object.keys(input).every((name) => options[name]?.hidden);
  const { [command]: _, ...others } = state.turned ?? {};
  const all: Record<string, Values> = paging ? { ...others, [command]: input } : others;
  return { ...state, turned: all };
}
