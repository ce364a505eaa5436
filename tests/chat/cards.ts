import type { CommandCard, Options } from "#chat";

/** A command as platforms see it, for tests that never run it. */
export function card(name: string, options: Options = {}): CommandCard {
  return { name, about: `What ${name} does`, options, seen: "everyone" };
}

const text = (about: string) => ({ type: "text", about }) as const;

/** Commands much like the real ones: required and optional text, choices, numbers, yes or no, a channel, a hidden page. */
export const search = card("search", {
  query: { ...text("what to look for"), required: true, suggest: true },
  author: text("whose papers"),
  since: { type: "whole", about: "first year", least: 1900, most: 2100 },
  sort: { ...text("order"), choices: ["relevance", "newest", "upvotes"] },
  page: { type: "whole", about: "page", least: 1, hidden: true },
});
export const trending = card("trending", {
  window: { ...text("how far back"), choices: ["day", "week", "month"] },
  topic: text("about what"),
  sort: { ...text("order"), choices: ["rising", "top"] },
});
export const show = card("show", {
  paper: { ...text("an id, a link or a title"), required: true },
});
const saved = card("saved", { export: { type: "yesno", about: "as BibTeX" } });
export const subscribe = card("subscribe", {
  topic: text("about what"),
  hour: { type: "whole", about: "hour of the day", most: 23 },
  quiet: { type: "yesno", about: "skip empty days" },
  channel: { type: "channel", about: "where to post" },
});
export const keep = card("keep", {
  paper: { ...text("an id, a link or a title"), required: true },
  remove: { type: "yesno", about: "take it off again" },
});
const help = card("help");

export const cards = [search, trending, show, saved, keep, subscribe, help] as const;

/** The sentence of the `UserError` that `act` throws. */
export function refusal(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof Error && error.name === "UserError") return error.message;
    throw error;
  }
  throw new Error("It was not refused");
}
