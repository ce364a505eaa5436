import { commands } from "#commands";
import { manifestOf } from "../../../src/platforms/slack/index.ts";
import { startFakeSlack, type Workspace } from "../../fakes/slack/index.ts";
import { createChance } from "./chance.ts";
import { kindsOf } from "./kinds.ts";
import type { Town, TownInstall, TownPlan } from "./town.ts";

/** Seals the tokens of many workspaces in the bot's store. */
export const SECRET_KEY = "0f".repeat(32);

/** A fake Slack whose channels are shared out among workspaces, by that clock. */
export async function slackTown(plan: TownPlan, now: () => number): Promise<Town> {
  const { history, workspaces: count } = plan;
  const manifest = manifestOf({ commands, root: "papers", socket: true, history });
  const scopes = manifest.oauth_config.scopes.bot;
  const slack = await startFakeSlack({
    now,
    signedAt: Date.now,
    rates: plan.rates,
    app: { scopes },
  });
  const spaces = [slack.lab];
  while (spaces.length < count)
    spaces.push(slack.world.addWorkspace({ name: `Lab ${spaces.length}` }));
  const places = Array.from({ length: plan.channels }, (_, i) => {
    const space = spaces[i % count] ?? slack.lab;
    return { tenant: space.id, channel: space.addChannel({ name: `channel-${i}` }).id };
  });
  const broken: string[] = [];
  const chance = createChance(plan.seed);
  slack.faults.always("chat.postMessage", (body) => {
    const drawn = chance();
    if (drawn < plan.lost + plan.errors)
      broken.push(new URLSearchParams(body).get("channel") ?? "");
    if (drawn < plan.lost) return { lost: "reset" };
    if (drawn < plan.lost + plan.errors) return { status: 503 };
    return plan.latency > 0 ? { slow: plan.latency } : undefined;
  });
  slack.faults.always("conversations.history", () =>
    chance() < plan.errors ? { status: 503 } : undefined,
  );
  const messages = () =>
    spaces.flatMap((space) => [...space.channels.values()].flatMap((channel) => channel.messages));
  return {
    address: {
      env: {
        SLACK_API_URL: slack.apiUrl,
        SLACK_SIGNING_SECRET: slack.app.signingSecret,
        SLACK_HISTORY: history ? "yes" : "no",
        ...(count > 1 ? OAUTH : { SLACK_BOT_TOKEN: slack.botToken }),
      },
      places,
      installs: count > 1 ? spaces.map((space) => installIn(space, slack.tokens.issue(space))) : [],
    },
    report: () => ({
      posts: messages().map(({ channel, ts }) => ({ channel, at: realTime(plan, Number(ts)) })),
      broken,
      tooMany: slack.calls.filter(({ answer: { error } = {} }) => error === "ratelimited").length,
      forbidden: 0,
      others: kindsOf(slack.calls.map(({ method }) => method)),
      refusals: slack.refusals.map(({ method, error }) => `${method}: ${error}`),
    }),
    close: () => slack.close(),
  };
}

const OAUTH = {
  SLACK_CLIENT_ID: "1111.2222",
  SLACK_CLIENT_SECRET: "client-secret",
  SLACK_STATE_SECRET: "state-secret",
  SECRET_KEY,
};

function installIn(
  { id, botUser, botId }: Workspace,
  { value }: { readonly value: string },
): TownInstall {
  return { tenant: id, token: value, botUser, botId };
}

/** A message's timestamp, in seconds by the run's clock, as epoch ms by the real one. */
function realTime({ clock }: TownPlan, ts: number): number {
  return clock.origin + (ts * 1000 - clock.from) / clock.speed;
}
