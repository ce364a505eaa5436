import { counted, markedReply } from "#cards";
import { command, paperNamed, paperOption, suggestPapers } from "#tools";

/** Votes for a paper in this server or workspace, which counts in its trending. */
export default command({
  name: "upvote",
  about: "Vote for a paper here; it counts in trending",
  seen: "asker",
  changes: true,
  options: {
    paper: paperOption,
    withdraw: { type: "yesno", about: "take your vote back" },
  },
  async run({ paper: typed, withdraw }, tools, { at, by }) {
    const paper = await paperNamed(typed, tools);
    const { votes } = tools.store;
    const changed = withdraw
      ? await votes.withdraw(at, by.id, paper.key)
      : await votes.cast(at, by.id, paper.key, tools.now());
    return markedReply({
      ...{ paper, changed },
      said: withdraw
        ? ["Vote taken back", "You had not voted for this"]
        : ["Upvoted", "You had upvoted this already"],
      note: `${counted(await votes.of(at, paper.key), "vote")} here`,
      undo: {
        command: "upvote",
        input: { paper: paper.key, ...(!withdraw && { withdraw: true }) },
      },
    });
  },
  suggest: (_option, typed, tools) => suggestPapers(typed, tools),
});
