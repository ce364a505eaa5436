import { paperReply } from "#cards";
import { command, paperNamed, suggestPapers } from "#tools";

/** Shows one paper in full. */
export default command({
  name: "show",
  about: "One paper in full, by id, link or title",
  seen: "everyone",
  options: {
    paper: {
      type: "text",
      about: "an arXiv id, a link or a title",
      required: true,
      suggest: true,
    },
  },
  run: ({ paper }, tools) => paperReply(paperNamed(paper, tools)),
  suggest: (_option, typed, tools) => suggestPapers(typed, tools),
});
