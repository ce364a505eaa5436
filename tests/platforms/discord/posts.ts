import { MessageFlags } from "discord.js";
import { PostError, type Reply } from "#chat";
import { type Stage, setStage } from "./stage.ts";

/** What is posted. */
export const REPLY: Reply = {
  summary: "Papers for 24 Nov 2026: 1 paper",
  blocks: [
    { kind: "heading", text: "Papers for 24 Nov 2026" },
    {
      kind: "card",
      title: "Graph Transformers",
      url: "https://arxiv.org/abs/2402.02005",
      actions: [
        {
          kind: "button",
          label: "Save",
          next: { command: "save", input: { paper: "2402.02005" } },
        },
      ],
    },
  ],
};

/** The messages of a post as its ledger has them. */
export type Kept = (string | null)[];

/** A stage whose platform only posts, over a clock that stands still until a test moves it. */
export type Posts = Awaited<ReturnType<typeof setPosts>>;

/** Sets it; the gateway is never logged in to. */
export async function setPosts() {
  const clock = { now: Date.parse("2026-11-24T08:00:00Z") };
  const stage = await setStage({ start: false, clock });
  const here = (channel = stage.channel) =>
    [...channel.stored.values()].map(({ message }) => message);
  const firsts = new Map<string, number>();
  return {
    stage,
    clock,
    /** The first try of a post. */
    send(key = "delivery-1", manner = {}, channel = stage.channel.id) {
      firsts.set(key, firsts.get(key) ?? clock.now);
      return stage.platform.post({ ...stage.at, channel }, REPLY, key, manner);
    },
    /** Another try, after one of which nobody knows how it ended; it writes down in `kept` how far it gets. */
    again(key = "delivery-1", manner = {}, channel = stage.channel.id, kept: Kept = []) {
      const { platform, at } = stage;
      return platform.post({ ...at, channel }, REPLY, key, manner, {
        earlier: { since: firsts.get(key) ?? clock.now, sure: true },
        parts: [...kept],
        keep: async (part, message) => void kept.splice(part, 1, message),
      });
    },
    /** What stands in a channel. */
    here,
    /** Of what stands in an announcement channel, whether it was published. */
    published: (news: Stage["channel"]) =>
      here(news).map(({ flags }) => Boolean(Number(flags) & MessageFlags.Crossposted)),
    /** How a post failed. @throws Error when it did not, or otherwise */
    async faultOf(posting: Promise<unknown>) {
      const error = await posting.then(
        () => undefined,
        (reason: unknown) => reason,
      );
      if (!(error instanceof PostError)) throw new Error(`No PostError: ${String(error)}`);
      return error;
    },
  };
}
