import { similarReply } from "#cards";
import { command, PAGE_SIZE, paperNamed, suggestPapers } from "#tools";

/** Finds the papers nearest to one. */
export default command({
  name: "similar",
  about: "Papers like one that you name",
  seen: "everyone",
  options: {
    paper: {
      type: "text",
      about: "an arXiv id, a link or a title",
      required: true,
      suggest: true,
    },
  },
  run({ paper: typed }, tools) {
    const paper = paperNamed(typed, tools);
    return similarReply(paper, tools.papers.similar(paper.key, PAGE_SIZE));
  },
  suggest: (_option, typed, tools) => suggestPapers(typed, tools),
});
