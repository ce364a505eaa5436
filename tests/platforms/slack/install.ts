import { expect } from "vitest";
import type { Reply } from "#chat";
import { textOf, type Workspace } from "../../fakes/slack/index.ts";
import type { Stage, StageOptions } from "./stage.ts";

/** A key as `openssl rand -hex 32` gives it. */
export const KEY = "0f".repeat(32);

/** A stage for many workspaces, where nobody has installed the app yet. */
export function forMany(secretKey = KEY, rotation = false): StageOptions {
  return {
    fake: {
      installed: false,
      app: { rotation, redirectUrls: ["https://bot.example/slack/oauth_redirect"] },
    },
    config: {
      oauth: {
        clientId: "1111.2222",
        clientSecret: "client-secret",
        stateSecret: "state-secret",
        secretKey,
      },
    },
  };
}

/** Installs the app in a workspace, as a person with a browser does. */
export async function install(
  stage: Stage,
  workspace: Workspace,
  options: { readonly orgWide?: boolean } = {},
): Promise<void> {
  const { slack, port } = stage;
  slack.installs.next({ workspace, ...options });
  const at = (path: string) => `http://127.0.0.1:${port?.port}${path}`;
  const manual = { redirect: "manual" } as const;
  const begun = await fetch(at("/slack/install"), manual);
  const cookie = begun.headers.get("set-cookie")?.split(";")[0] ?? "";
  const asked = await fetch(begun.headers.get("location") ?? "", manual);
  const back = new URL(asked.headers.get("location") ?? "");
  const done = await fetch(at(back.pathname + back.search), { headers: { cookie } });
  expect(await done.text()).toContain("I am installed");
}

const POST: Reply = { summary: "Hello", blocks: [{ kind: "text", text: "Hello" }] };

/** Posts to the channel `papers` of a workspace. */
export const postTo = (to: Stage, { id, channel }: Workspace, key = "key") =>
  to.platform.post({ platform: "slack", tenant: id, channel: channel("papers").id }, POST, key);

/** All that was said in the channel `papers` of a workspace. */
export const textIn = (workspace: Workspace): string =>
  workspace.channel("papers").messages.map(textOf).join("\n");
