import { expect, test } from "vitest";
import { asTyped } from "../../../src/platforms/slack/as-typed.ts";

test.each([
  ["a &lt;b&gt; &amp;amp; c", "a <b> &amp; c"],
  ["<https://arxiv.org/abs/1?a=1&amp;b=2>", "https://arxiv.org/abs/1?a=1&b=2"],
  ["see <http://arxiv.org|arxiv.org> now", "see http://arxiv.org now"],
  ["<https://a.example|the paper>", "the paper https://a.example"],
  ["<mailto:ada@lab.example|ada@lab.example>", "ada@lab.example"],
  [
    "<#C1|papers> <@U1|ada> <!subteam^S1|@group> <!here>",
    "<#C1|papers> <@U1|ada> <!subteam^S1|@group> <!here>",
  ],
  ["2 < 3 and <> and <https://", "2 < 3 and <> and <https://"],
])("%s is %s", (sent, typed) => {
  expect(asTyped(sent)).toBe(typed);
});
