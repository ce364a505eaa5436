import { alsoTold, nothingFound, pageReply } from "#cards";
import { UserError } from "#chat";
import { command, intentOf, PAGE_SIZE, suggestPapers, wordsAlone } from "#tools";

/** Finds papers by words, five a page. */
export default command({
  name: "search",
  about: "Find papers by words, best first",
  seen: "everyone",
  options: {
    query: {
      type: "text",
      about: "words, a title or an id",
      required: true,
      suggest: true,
      operators: ["author", "category", "since"],
    },
    author: { type: "text", about: "part of an author's name" },
    category: { type: "text", about: "an arXiv category such as cs.LG" },
    since: { type: "text", about: "no older than this: 2024, 2024-05 or 2024-05-31" },
    sort: { type: "text", about: "what comes first", choices: ["best", "newest", "upvotes"] },
    page: { type: "whole", about: "page of the results", least: 1, most: 1000, hidden: true },
  },
  async run({ query, author, category, since, sort, page = 1 }, { papers, news, reading }) {
    if (since && !isDate(since))
      throw new UserError(`since “${since}” is no date: give it as 2024, 2024-05 or 2024-05-31.`);
    const asked = {
      query,
      ...(author && { author }),
      ...(category && { category }),
      ...(since && { since }),
    };
    const order = sort ? { sort } : {};
    const { query: text, ...filters } = asked;
    const found = await papers.search({ text, ...filters, ...order, page, size: PAGE_SIZE });
    if (found.total > 0)
      return alsoTold(
        pageReply(found, asked, { command: "search", input: { ...asked, ...order } }),
        await reading(),
      );
    // Not for this answer: what comes is found the next time.
    if (Object.keys(filters).length === 0) news.want({ words: text });
    const { total: unfiltered } = await papers.search({ text, size: 1 });
    const plain = wordsAlone(text);
    const loosened =
      plain === undefined
        ? undefined
        : { text: plain, ...(await papers.search({ text: plain, size: 1 })) };
    const nearest = await papers.nearest(text);
    return alsoTold(
      nothingFound(asked, { intent: intentOf(text), unfiltered, loosened, nearest }),
      await reading(),
    );
  },
  async suggest(option, typed, tools) {
    if (option !== "query") return [];
    const papers = await suggestPapers(typed, tools);
    return papers.map(({ label }) => ({ label, value: label }));
  },
});

function isDate(since: string): boolean {
  const [, year, month, day] = since.match(/^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/) ?? [];
  if (!year) return false;
  const date = new Date(`${year}-${month ?? "01"}-${day ?? "01"}T00:00:00Z`);
  // A day that the month doesn't have rolls over to the next month: 2024-02-31 is no date.
  return !Number.isNaN(date.getTime()) && (!day || date.getUTCDate() === Number(day));
}
