import { counted, titleOf, told } from "#cards";
import { rich } from "#chat";
import { command, paperNamed, paperOption, suggestPapers } from "#tools";

/** Votes for a paper in this server or workspace, which counts in its trending. */
export default command({
  name: "upvote",
  about: "Vote for a paper here; it counts in trending",
  seen: "asker",
  options: {
    paper: paperOption,
    withdraw: { type: "yesno", about: "take your vote back" },
  },
  async run({ paper: typed, withdraw }, tools, { at, by }) {
    const paper = paperNamed(typed, tools);
    const { votes } = tools.store;
    const changed = withdraw
      ? await votes.withdraw(at, by.id, paper.key)
      : await votes.cast(at, by.id, paper.key, tools.now());
    const count = counted(await votes.of(at, paper.key), "vote");
    const said = withdraw
      ? changed
        ? "Vote taken back"
        : "You had not voted for this"
      : changed
        ? "Upvoted"
        : "You had upvoted this already";
    const undo = {
      command: "upvote",
      input: { paper: paper.key, ...(!withdraw && { withdraw: true }) },
    };
    return told(
      rich`${said}: ${titleOf(paper)} (${count} here)`,
      changed ? [{ kind: "button", label: "Undo", next: undo }] : [],
    );
  },
  suggest: (_option, typed, tools) => suggestPapers(typed, tools),
});
