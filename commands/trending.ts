import { alsoTold, trendReply } from "#cards";
import { command, pageOf } from "#tools";

const WEEK_MS = 7 * 24 * 60 * 60 * 1000;
const MONTH_MS = 30 * 24 * 60 * 60 * 1000;

/** Shows what is hot now, and why. */
export default command({
  name: "trending",
  about: "What is hot now, and why",
  seen: "everyone",
  options: {
    window: { type: "text", about: "how far back", choices: ["day", "week", "month"] },
    topic: { type: "text", about: "only papers on this" },
    page: { type: "whole", about: "page of the list", least: 1, most: 1000, hidden: true },
  },
  async run({ window = "day", topic, page }, { store, trending, now, news, reading }, { at }) {
    const since = now() - (window === "month" ? MONTH_MS : WEEK_MS);
    const [votes, saves] = await Promise.all([
      store.votes.counts(at, since),
      store.saves.counts(at, since),
    ]);
    const community = new Map(
      [...votes.keys(), ...saves.keys()].map((key) => [
        key,
        { votes: votes.get(key) ?? 0, saves: saves.get(key) ?? 0 },
      ]),
    );
    const trend = await trending({ window, community, ...(topic && { topic }) });
    const asked = { window, ...(topic && { topic }) };
    const part = pageOf(trend.hits, page);
    const shown = { hits: part.items, page: part.page, pages: part.pages };
    const troubles = await news.troubles();
    const reply = trendReply(
      trend,
      asked,
      { command: "trending", input: asked },
      { ...shown, troubles },
    );
    return alsoTold(reply, await reading());
  },
});
