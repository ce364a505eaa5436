import { paperReply } from "#cards";
import { command, paperNamed, paperOption, suggestPapers } from "#tools";

/** Shows one paper in full. */
export default command({
  name: "show",
  about: "One paper in full, by id, link or title",
  seen: "everyone",
  options: {
    paper: paperOption,
  },
  run: ({ paper }, tools) => paperReply(paperNamed(paper, tools)),
  suggest: (_option, typed, tools) => suggestPapers(typed, tools),
});
