import { helpReply } from "#cards";
import { command } from "#tools";

/** Says what can be asked, from the commands' own data. */
export default command({
  name: "help",
  about: "What you can ask, with examples",
  seen: "asker",
  atHome: true,
  options: { command: { type: "text", about: "explain one command", suggest: true } },
  run({ command: name }, { commands, root }) {
    const all = commands();
    return helpReply(all, root, name === undefined ? undefined : name.replace(/^\//, ""));
  },
  suggest: (_option, typed, { commands }) =>
    commands()
      .filter(({ name }) => name.startsWith(typed.toLowerCase()))
      .map(({ name, about }) => ({ label: `${name}: ${about}`, value: name })),
});
