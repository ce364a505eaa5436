import { citation, savedReply } from "#cards";
import { command, pageOf } from "#tools";

/** Shows the asker's own list, or exports it. */
export default command({
  name: "saved",
  about: "Your own list of papers, private to you",
  seen: "asker",
  atHome: true,
  options: {
    export: { type: "yesno", about: "as BibTeX to copy" },
    page: { type: "whole", about: "page of the list", least: 1, most: 1000, hidden: true },
  },
  async run(input, { papers, store }, { at, by }) {
    const kept = await store.saves.of(at, by.id);
    const known = await papers.getAll(kept.map(({ paper }) => paper));
    if (input.export && known.length > 0) return citation(known, "saved.bib");
    const part = pageOf(known, input.page);
    const next = { command: "saved", input: {} };
    return savedReply(part.items, { ...part, total: known.length }, next);
  },
});
