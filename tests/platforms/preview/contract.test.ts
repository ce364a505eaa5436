import { afterEach } from "vitest";
import { type Host, writeWords } from "#chat";
import type { Store } from "#store";
import { HERE } from "../../../src/platforms/preview/index.ts";
import { type Driver, platformContract } from "../../contracts/platform.ts";
import { type Stage, setStage } from "./stage.ts";
import { type LookName, visit, wordsIn } from "./visitor.ts";

const stages: Stage[] = [];
afterEach(async () => {
  for (const stage of stages.splice(0).toReversed()) await stage.close();
});

// What is on the wire is judged by the contracts of the two services themselves, and what the page makes
// of it by its tests in a browser.
platformContract("the preview, pressed as Discord is", (host) => driverOf(host, "discord"));
platformContract("the preview, pressed as Slack is", (host) => driverOf(host, "slack"));

async function driverOf(host: Host, look: LookName, store?: Store): Promise<Driver> {
  const stage = await setStage({ host, ...(store && { store }) });
  stages.push(stage);
  const { platform } = stage;
  if (!platform) throw new Error("The preview is off");
  const ada = visit(stage.url, look);
  const words = (command: string) => {
    const card = host.commands.find(({ name }) => name === command);
    if (!card) throw new Error(`There is no command ${command}`);
    return card;
  };
  return {
    platform: {
      ...platform,
      async post(...post) {
        const posted = await platform.post(...post);
        await ada.posts();
        return posted;
      },
    },
    at: HERE,
    by: "you",
    say: async (command, input) => ada.read(await ada.say(writeWords(words(command), input))),
    press: async (label) => ada.read(await ada.press(label)),
    async fill(label, values) {
      const opened = await ada.open(label);
      return ada.read(ada.take(await ada.submit(opened, values)));
    },
    async suggest(command, option, typed) {
      const { found } = await ada.complete(`${command} ${option}:${typed}`);
      return found.map(({ label }) => label);
    },
    shown: () => ada.seen.map(ada.read).join("\n"),
    misdeeds: () => [],
    leftOpen: () => [],
    async anew(next) {
      const later = await driverOf(next, look, stage.store);
      // The page that was open goes on with what it showed.
      const press = async (label: string) => {
        const { url } = stages.at(-1) ?? stage;
        const { message, control } = ada.holder(label);
        return wordsIn(await visit(url, look).use(message, control));
      };
      return { ...later, press };
    },
  };
}
