import { expect, test } from "vitest";
import { type Setting, settings } from "../../src/settings.ts";

/** docs/settings.md as src/settings.ts says it; `npx vitest run tests/docs -u` writes it anew. */
function page(): string {
  const rows = settings.map(
    ({ name, about, otherwise, secret, shape }: Setting) =>
      `| \`${name}\`${secret ? " (secret)" : ""} | ${otherwise ? `\`${otherwise}\`` : "–"} | ${cell(about)}${shape ? `; ${cell(shape[1])}` : ""} |`,
  );
  return `${[
    "# Settings",
    "",
    "All are variables of the environment, or lines of `.env`; none is needed. Each secret also works as",
    "`NAME_FILE`, which names a file that holds it. What can’t be used is refused at the start, everything at",
    "once, with its cure. This page is written from `src/settings.ts` by its test.",
    "",
    "| setting | when empty | what it does; what it must be |",
    "| --- | --- | --- |",
    ...rows,
  ].join("\n")}\n`;
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|");
}

test("docs/settings.md tells every setting as it is", async () => {
  await expect(page()).toMatchFileSnapshot("../../docs/settings.md");
});
