import { expect, test } from "vitest";
import { channelOf, openDesk } from "./desk.ts";

test("a beat of the bot's heart posts what is due and throws expired buttons away", async () => {
  const desk = await openDesk();
  const channel = channelOf();
  await desk.say("subscribe time:09:00 days:daily count:1");
  await desk.store.tickets.park("old", "x", desk.now());
  await desk.store.tickets.park("new", "x", desk.now() + 7_200_000);
  desk.pass(3_600_000);
  const posted = Promise.withResolvers<void>();
  const platform = {
    ...channel.platform,
    post: (...what: Parameters<typeof channel.platform.post>) => {
      posted.resolve();
      return channel.platform.post(...what);
    },
  };
  const heart = desk.bot.deliver([platform]);
  await posted.promise;
  await heart.stop();
  expect(channel.posts).toHaveLength(1);
  expect(await desk.store.tickets.find("new", desk.now())).toBe("x");
  expect(await desk.store.tickets.prune(desk.now())).toBe(0);
  await desk.store.close();
});
