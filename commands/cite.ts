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
  run: ({ paper }, tools) => citation([paperNamed(paper, tools)], "paper.bib"),
  suggest: (_option, typed, tools) => suggestPapers(typed, tools),
});
