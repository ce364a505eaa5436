import { afterEach, expect, test } from "vitest";
import type { Reply } from "#chat";
import { partsOf } from "../../../src/platforms/slack/parts.ts";
import { renderMessage } from "../../../src/platforms/slack/render.ts";
import { textOf } from "../../fakes/slack/index.ts";
import { draw } from "./drawn-papers.ts";
import { type Stage, setStage } from "./stage.ts";

let stage: Stage | undefined;
afterEach(() => stage?.close());

const entry = (i: number) => `@misc{paper${i},\n  title = {${"&".repeat(40)}}\n}`;
const code = (count: number) => Array.from({ length: count }, (_, i) => entry(i)).join("\n\n");
const replyWith = (text: string): Reply => ({
  summary: "BibTeX",
  blocks: [
    { kind: "text", text: "Before" },
    { kind: "code", text },
    { kind: "text", text: "After" },
  ],
});

test("short code stays in one message", () => {
  const reply = replyWith(code(3));
  expect(partsOf(reply)).toEqual([reply]);
});

test("long code is parted between entries, with nothing lost and what stands around it kept", () => {
  const parts = partsOf(replyWith(code(100)));
  const codes = parts.flatMap(({ blocks }) => blocks.filter(({ kind }) => kind === "code"));
  expect(parts.length).toBeGreaterThan(1);
  expect(codes.map((block) => "text" in block && block.text).join("\n\n")).toBe(code(100));
  expect(parts[0]?.blocks[0]).toMatchObject({ text: "Before" });
  expect(parts.at(-1)?.blocks.at(-1)).toMatchObject({ text: "After" });
  expect(parts[1]?.summary).toBe("BibTeX, part 2");
});

test("what needs more than five messages is cut in the fifth, which says so", () => {
  const parts = partsOf(replyWith(code(1000)));
  expect(parts).toHaveLength(5);
  const said = parts.map((part) => JSON.stringify(renderMessage(part, draw).blocks));
  expect(said.map((blocks) => blocks.includes("Cut here"))).toEqual([
    ...[false, false, false, false],
    true,
  ]);
});

test("a long list of one's own is exported whole", async () => {
  stage = await setStage();
  const { slack, store } = stage;
  const ada = slack.person("ada");
  const papers = [...(await store.papers.all())].slice(0, 120);
  const scope = { platform: "slack", tenant: slack.lab.id };
  for (const { key } of papers) await store.saves.save(scope, ada.user.id, key, stage.now());
  await ada.command("/papers", "saved export").ack;
  await expect
    .poll(() => ada.messages().map(textOf).join("\n\n").match(/^@/gm)?.length)
    .toBe(papers.length);
  expect(ada.messages().every(({ onlyFor }) => onlyFor === ada.user.id)).toBe(true);
  expect(stage.refused()).toBe("");
});
