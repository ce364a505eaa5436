import type { Call, CommandCard, Host, Next, Person, Values } from "#chat";
import { HERE } from "./place.ts";

/** The call that these words make when this person says them on the page. */
export function callOf({ commands }: Host, { command, input }: Next, by: Person): Call {
  const card = commands.find(({ name }) => name === command);
  return { command, input, by, at: HERE, barred: card ? barredBy(card, input) : {} };
}

/** There is one channel: a post into any other is refused when it is asked for. */
function barredBy({ options }: CommandCard, input: Values): Readonly<Record<string, string>> {
  const named = Object.entries(input).filter(([name]) => options[name]?.type === "channel");
  const others = named
    .map(([, value]) => String(value).replace(/[<>#]/g, ""))
    .filter((channel) => channel !== HERE.channel);
  const sentence = `The preview has one channel: leave it out, or give #${HERE.channel}.`;
  return Object.fromEntries(others.map((channel) => [channel, sentence]));
}
