import { problem, type Reply, UserError } from "#chat";
import { drawPost } from "./draw-post.ts";
import type { House } from "./house.ts";
import { partsOf } from "./parts.ts";
import { renderMessage } from "./render.ts";
import { replyTo } from "./reply-to.ts";
import { say, type Tone } from "./say.ts";
import type { Asked, Scene } from "./scene.ts";

/** Makes the call and gives its answer where it was asked; refusals and failures are the asker's alone. */
export async function answer(
  house: House,
  scene: Scene,
  asked: Asked,
  tone: Partial<Tone> = {},
): Promise<void> {
  const reply = await replyTo(house, scene, asked);
  const seen = house.host.commands.find(({ name }) => name === asked.command)?.seen;
  await give(house, scene, reply, { privately: seen !== "everyone", ...tone });
}

/** Gives a reply that is there already. A problem never takes the place of what it is about. */
export async function give(house: House, scene: Scene, reply: Reply, tone: Tone): Promise<void> {
  const said: Tone = reply.problem ? { privately: true } : tone;
  // Who asked may go on pressing in a public answer; in a private one there is nobody else.
  const owner = said.privately ? undefined : scene.by.id;
  if (reply.as) {
    const { main, details } = drawPost(reply, reply.as, await house.draws([reply], owner));
    for (const [i, drawn] of [main, ...details].entries())
      await say(house.log, scene, reply, drawn, i === 0 ? said : { privately: said.privately });
    return;
  }
  for (const [i, part] of partsOf(reply).entries()) {
    const drawn = renderMessage(part, await house.draws([part], owner));
    await say(house.log, scene, part, drawn, i === 0 ? said : { privately: said.privately });
  }
}

/** What is worked out before there is a call, as the asker is told of it when it can't be. */
export async function orRefusal<T>(
  house: House,
  scene: Scene,
  work: () => T | Promise<T>,
): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    await give(house, scene, problem("refused", error.message), { privately: true });
    return undefined;
  }
}
