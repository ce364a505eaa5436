// Imported into a bot: says at its end, as the last line of its log, whether what reads TypeScript was loaded.
process.on("exit", () => {
  const isLoaded = process.moduleLoadList.some((name) => name.includes("amaro"));
  process.stderr.write(`TypeScript was ${isLoaded ? "read" : "not read"}\n`);
});
