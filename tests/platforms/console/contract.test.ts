import { type Host, writeWords } from "#chat";
import { HERE } from "../../../src/platforms/console/index.ts";
import { type Driver, platformContract } from "../../contracts/platform.ts";
import { ASKED, MOVES, READY, sitDown } from "./keyboard.ts";

platformContract("the console", atKeyboard, {
  restart: "what a number presses is a matter of one session; nothing of it is on the screen later",
});

async function atKeyboard(host: Host): Promise<Driver> {
  const keyboard = await sitDown(host);
  const commandOf = (name: string) => host.commands.find((one) => one.name === name)!;
  const numberOf = (label: string) =>
    [...keyboard.seen().matchAll(/\[(\d+)\] (\S+)/g)].findLast((match) => match[2] === label)![1];
  return {
    platform: keyboard.console,
    at: HERE,
    by: "you",
    say: (command, input) => keyboard.type(`${writeWords(commandOf(command), input)}\r`),
    press: (label) => keyboard.type(`${numberOf(label)}\r`),
    async fill(label, values) {
      let seen = await keyboard.type(`${numberOf(label)}\r`, ASKED);
      while (ASKED.test(seen)) {
        const field = /(\w+): [^\n]*\n[^\n]*$/.exec(seen)?.[1] ?? "";
        seen = await keyboard.type(`${values[field] ?? ""}\r`, /(?:› |papers> )$/);
      }
      return seen;
    },
    async suggest(command, option, typed) {
      const line = `${command} ${option}:${typed}`;
      const seen = await keyboard.type(`${line}\t`, /papers> \w+ \w+$/);
      await keyboard.type("\u0015", READY);
      return [/(\S+)$/.exec(seen)?.[1] ?? ""];
    },
    shown: keyboard.seen,
    misdeeds: () =>
      keyboard
        .raw()
        .replace(MOVES, "")
        .replace(/[\r\n]/g, "")
        // biome-ignore lint/suspicious/noControlCharactersInRegex: these must not be there
        .match(/[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g) ?? [],
    leftOpen: () => ["keypress", "end"].filter((event) => keyboard.input.listenerCount(event) > 0),
  };
}
