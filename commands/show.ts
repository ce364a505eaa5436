import { paperReply, shortReply } from "#cards";
import { command, paperNamed, paperOption, suggestPapers } from "#tools";

/** Shows one paper in full. */
export default command({
  name: "show",
  about: "One paper in full, by id, link or title",
  seen: "everyone",
  options: {
    paper: paperOption,
    short: { type: "yesno", about: "title and facts alone", hidden: true },
  },
  onLinks: { domains: ["arxiv.org", "huggingface.co"], fills: "paper", short: "short" },
  async run({ paper: typed, short }, tools) {
    const paper = await paperNamed(typed, tools);
    return short ? shortReply(paper) : paperReply(paper);
  },
  suggest: (_option, typed, tools) => suggestPapers(typed, tools),
});
