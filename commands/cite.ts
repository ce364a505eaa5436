import { citation } from "#cards";
import { command, paperNamed, paperOption, suggestPapers } from "#tools";

/** Gives a paper's BibTeX. */
export default command({
  name: "cite",
  about: "BibTeX of a paper",
  seen: "everyone",
  options: {
    paper: paperOption,
  },
  run: async ({ paper }, tools) => citation([await paperNamed(paper, tools)], "paper.bib"),
  suggest: (_option, typed, tools) => suggestPapers(typed, tools),
});
