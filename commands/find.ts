import { foundReply } from "#cards";
import { command, PAGE_SIZE, papersIn } from "#tools";

/** Most characters of a message that are read: Slack cuts its own at 40,000, Discord at 4,000. */
const LONGEST_MESSAGE = 40_000;

/** Most characters of a message without links that are searched for: more words only blur what it is about. */
const GIST = 300;

/** Finds the papers that a message links to, or those nearest to its words. */
export default command({
  name: "find",
  about: "Papers that a text links to, or nearest to its words",
  seen: "asker",
  options: {
    text: {
      type: "text",
      about: "a message with links or ids, or any words",
      required: true,
      longest: LONGEST_MESSAGE,
    },
    page: { type: "whole", about: "page of the list", least: 1, most: 1000, hidden: true },
  },
  onMessage: {
    label: "Find papers in this message",
    brief: "Find papers in message",
    fills: "text",
  },
  async run({ text, page = 1 }, tools) {
    const { known, unknown } = await papersIn(text, tools);
    const next = { command: "find", input: { text } };
    if (known.length + unknown.length > 0) return foundReply(known, unknown, next, page);
    const near = await tools.papers.search({ text: text.slice(0, GIST), size: PAGE_SIZE });
    return foundReply(
      near.hits.map(({ paper }) => paper),
      undefined,
      next,
      page,
    );
  },
});
