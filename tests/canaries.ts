import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { settings } from "../src/settings.ts";

/** Values by setting, none of which may ever be seen. */
export type Canaries = Readonly<Record<string, string>>;

/** A value for every secret setting, of its right shape. */
export const CANARIES: Canaries = {
  DISCORD_TOKEN: "Q0FOQVJZQ0FOQVJZQ0FOQVJZ.Cnry01.canary-discord-0123456789abcdefgh",
  SLACK_BOT_TOKEN: "xoxb-canary-4711-bot0123456789",
  SLACK_SIGNING_SECRET: "canary0signing0123456789abcdef00",
  SLACK_APP_TOKEN: "xapp-1-canary-4711-app0123456789",
  SLACK_CLIENT_SECRET: "canary0client0123456789abcdef000",
  SLACK_STATE_SECRET: "canary-state-secret-0123456789",
  DATABASE_URL: "postgres://canary-user:canary-pass-0123@127.0.0.1:9/papers",
  SECRET_KEY: "canary-key-one-0123456789abcdef0123456789,canary-key-two-0123456789abcdef0123456789",
  HF_TOKEN: "hf_canaryHuggingFaceToken0123456789",
};

/** The names of the settings that are secret. */
export const SECRET_NAMES = settings.filter(({ secret }) => secret).map(({ name }) => name);

/** Every way in which these values could be read: as they are, within a URL or JSON, in base64, each part of a list. */
function waysOf(canaries: Canaries): readonly (readonly [string, string])[] {
  return Object.entries(canaries).flatMap(([name, value]) => {
    const parts = [value, ...value.split(","), ...passwordIn(value)].filter(Boolean);
    return parts.flatMap((part) =>
      [
        part,
        encodeURIComponent(part),
        JSON.stringify(part).slice(1, -1),
        // Without its end, which differs by what stands behind.
        Buffer.from(part).toString("base64").slice(0, -4),
      ].map((way) => [name, way] as const),
    );
  });
}

function passwordIn(value: string): readonly string[] {
  const url = value.includes("://") ? URL.parse(value) : null;
  return url?.password ? [url.password] : [];
}

/** Where canaries were found: the name of the setting, the place, and what stands around. */
export function found(
  places: Readonly<Record<string, string>>,
  canaries: Canaries,
): readonly string[] {
  return Object.entries(places).flatMap(([place, text]) =>
    waysOf(canaries).flatMap(([name, way]) => {
      const at = text.indexOf(way);
      return at < 0 ? [] : [`${name} in ${place}: …${text.slice(Math.max(0, at - 60), at)}…`];
    }),
  );
}

/** Every byte that a bot has written in its folder, its database above all. */
export function dumpOf(folder: string): string {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name)).toString("latin1"))
    .join("\n");
}
