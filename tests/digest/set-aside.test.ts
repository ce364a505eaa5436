import { describe, expect, test } from "vitest";
import { shown } from "../desk.ts";
import { HOUR, openDelivery } from "./delivery.ts";
import { DUE, openLight } from "./light.ts";

describe("a subscription that can't be planned", () => {
  test.each([
    ["whose zone this machine does not know", { zone: "Mars/Base" }],
    ["without weekdays", { days: [] }],
  ])("%s keeps no other from its post, and stops with the cure", async (_, broken) => {
    const { store, channel, subscription, beatAt } = await openLight();
    const id = "0000000b";
    await store.subscriptions.put({ ...subscription, id, channel: "b", nextRunAt: 0, ...broken });
    await beatAt(DUE, DUE + 60_000);
    expect(channel.posts.map(({ place }) => place.channel)).toEqual(["general"]);
    expect(await store.subscriptions.get(subscription, id)).toMatchObject({
      state: "disabled",
      reason: expect.stringContaining("choose its zone and days anew with subscribe"),
    });
    expect(channel.told).toHaveLength(1);
    await store.close();
  });

  test("is listed all the same, refuses to be resumed with the reason, and goes on once mended", async () => {
    const { desk, channel, beat } = await openDelivery();
    const [first] = await desk.store.subscriptions.inTenant(desk.at);
    await desk.store.subscriptions.put({ ...first!, zone: "Mars/Base" });
    desk.pass(HOUR);
    await beat();
    expect(shown(await desk.say("subscriptions"))).toContain("Mars/Base");
    expect(shown(await desk.say("subscriptions resume"))).toContain("I know no time zone");
    expect(shown(await desk.say("subscriptions preview"))).toContain("I know no time zone");
    await desk.say("subscribe zone:Berlin");
    desk.pass(24 * HOUR);
    await beat();
    expect(channel.posts).toHaveLength(1);
    expect(desk.failures).toMatchObject([{ subscription: first!.id }]);
    await desk.store.close();
  });
});
