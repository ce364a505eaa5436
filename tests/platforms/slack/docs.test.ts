import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { commands } from "#commands";
import { manifestOf } from "../../../src/platforms/slack/index.ts";

const text = readFileSync(new URL("../../../docs/slack.md", import.meta.url), "utf8");

test("the page on Slack takes ten steps to the first post", () => {
  const [, steps = ""] = text.split("## From nothing to the first post");
  const numbers = [...(steps.split("## ")[0] ?? "").matchAll(/^(\d+)\. /gm)].map(
    ([, number]) => number,
  );
  expect(numbers).toEqual(["1", "2", "3", "4", "5", "6", "7", "8", "9", "10"]);
});

test("it says of every scope what it is for, and of no other", () => {
  const manifest = manifestOf({ commands, root: "papers", socket: true, history: true });
  const table = text.split("## What each scope is for")[1]?.split("## ")[0] ?? "";
  const named = [...table.matchAll(/^\| (`[^|]+)\|/gm)].flatMap(([, cell = ""]) =>
    [...cell.matchAll(/`([^`]+)`/g)].map(([, scope]) => scope),
  );
  expect(named.toSorted()).toEqual([...manifest.oauth_config.scopes.bot].sort());
});
