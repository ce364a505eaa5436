import { afterEach } from "vitest";
import type { Host } from "#chat";
import { type Driver, platformContract } from "../../contracts/platform.ts";
import { fieldsOf } from "../../fakes/discord/index.ts";
import { misdeedsIn } from "./misdeeds.ts";
import { read, type Stage, seenOf, setStage } from "./stage.ts";

const stages: Stage[] = [];
afterEach(async () => {
  for (const stage of stages.splice(0)) {
    await stage.close();
    if (stage.discord.refusals.length > 0)
      throw new Error(`Discord refused: ${JSON.stringify(stage.discord.refusals)}`);
  }
});

platformContract("Discord", async (host: Host) => {
  const stage = await setStage({ host });
  stages.push(stage);
  return driverOf(stage);
});

function driverOf(stage: Stage): Driver {
  const { ada, discord, platform, at } = stage;
  const newest = (label: string) => {
    const found = ada
      .seen()
      .findLast((message) => JSON.stringify(message.components).includes(`"label":"${label}"`));
    if (!found) throw new Error(`No message has a button ${label}`);
    return found;
  };
  const shown = () => ada.seen().map(read).join("\n\n");
  return {
    platform,
    at,
    by: ada.user.id,
    say: async (command, input) => read(await seenOf(ada.command("papers", command, input))),
    press: async (label) => read(await seenOf(ada.press(newest(label), label))),
    async fill(label, values) {
      const modal = await ada.press(newest(label), label).modal;
      const isMenu = (name: string) =>
        fieldsOf(modal).some((one) => one.customId === name && Array.isArray(one.value));
      const filled = Object.fromEntries(
        Object.entries(values).map(([name, value]) => [
          name,
          isMenu(name) ? [String(value)] : String(value),
        ]),
      );
      return read(await seenOf(ada.submit(modal, filled)));
    },
    async suggest(command, option, typed) {
      const asked = ada.autocomplete("papers", command, { [option]: typed });
      return (await asked.choices).map(({ value }) => String(value));
    },
    shown,
    misdeeds: () => ada.seen().flatMap(misdeedsIn),
    leftOpen: () =>
      Array.from({ length: discord.gateway.sockets }, () => "a socket to the gateway"),
    async anew() {
      const later = await stage.restart();
      stages.push(later);
      return driverOf(later);
    },
  };
}
