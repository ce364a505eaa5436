import { problem, type Reply, UserError } from "#chat";
import type { House } from "./house.ts";
import { type Asked, callFrom, type Scene } from "./scene.ts";

/** What the bot says to what a person asks there; a call that they can't make is refused in its words. */
export async function replyTo(house: House, scene: Scene, asked: Asked): Promise<Reply> {
  try {
    return await house.host.answer(await callFrom(house, scene, asked));
  } catch (error) {
    if (error instanceof UserError) return problem("refused", error.message);
    throw error;
  }
}
