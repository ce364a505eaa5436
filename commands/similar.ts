import { alsoTold, similarReply } from "#cards";
import { command, PAGE_SIZE, paperNamed, paperOption, suggestPapers } from "#tools";

/** Finds the papers nearest to one. */
export default command({
  name: "similar",
  about: "Papers like one that you name",
  seen: "everyone",
  options: {
    paper: paperOption,
  },
  async run({ paper: typed }, tools) {
    const paper = await paperNamed(typed, tools);
    const similar = await tools.papers.similar(paper.key, PAGE_SIZE);
    return alsoTold(similarReply(paper, similar), await tools.reading());
  },
  suggest: (_option, typed, tools) => suggestPapers(typed, tools),
});
