import { markedReply } from "#cards";
import { command, paperNamed, paperOption, suggestPapers } from "#tools";

/** Puts a paper on the asker's own list, or takes it off. */
export default command({
  name: "save",
  about: "Keep a paper on your own list",
  seen: "asker",
  changes: true,
  options: {
    paper: paperOption,
    remove: { type: "yesno", about: "take it off the list instead" },
  },
  async run({ paper: typed, remove }, tools, { at, by }) {
    const paper = await paperNamed(typed, tools);
    const { saves } = tools.store;
    const changed = remove
      ? await saves.remove(at, by.id, paper.key)
      : await saves.save(at, by.id, paper.key, tools.now());
    return markedReply({
      ...{ paper, changed },
      said: remove
        ? ["Taken off your list", "Was not on your list"]
        : ["Saved", "Already on your list"],
      undo: { command: "save", input: { paper: paper.key, ...(!remove && { remove: true }) } },
      more: [{ kind: "button", label: "Your list", next: { command: "saved", input: {} } }],
    });
  },
  suggest: (_option, typed, tools) => suggestPapers(typed, tools),
});
