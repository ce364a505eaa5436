import { type Block, createHost, erase, type Host, UserError } from "#chat";

/** A reply of one sentence. */
export const said = (text: string) =>
  ({ summary: text, blocks: [{ kind: "text", text }] }) as const;

/** A host of two small commands: `show` draws the blocks, `do` runs. */
export function hostOf(of: {
  readonly seen?: "everyone" | "asker";
  readonly open?: boolean;
  readonly blocks?: readonly Block[];
  readonly patience?: number;
  run?(it: string | undefined): ReturnType<typeof said> | Promise<ReturnType<typeof said>>;
  suggest?(): readonly { label: string; value: string }[];
}): Host {
  const options = {
    it: { type: "text", about: "what", suggest: true },
    more: { type: "text", about: "whatever else" },
  } as const;
  const act = erase<object, typeof options>({
    name: "do",
    about: "do it",
    seen: of.seen ?? "everyone",
    options,
    run: ({ it }) => {
      if (it === "refuse") throw new UserError("No.");
      return of.run ? of.run(it) : said(`did ${it}`);
    },
    suggest: () => of.suggest?.() ?? [],
  });
  const show = erase({
    name: "show",
    about: "show it",
    seen: "everyone" as const,
    options: {},
    run: () => ({
      summary: "Shown",
      blocks: [{ kind: "text", text: "Shown" }, ...(of.blocks ?? [])],
    }),
  });
  return createHost({
    commands: [act, show],
    tools: {},
    onFailure: () => {},
    ...(of.patience !== undefined && { patience: of.patience }),
  });
}
