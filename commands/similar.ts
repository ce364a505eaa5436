import { similarReply } from "#cards";
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
    return similarReply(paper, await tools.papers.similar(paper.key, PAGE_SIZE));
  },
  suggest: (_option, typed, tools) => suggestPapers(typed, tools),
});
