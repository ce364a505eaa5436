import {
  type Addressee,
  actionsOf,
  type Call,
  type createGate,
  type Place,
  type Platform,
  type Progress,
  problem,
  type Reply,
  readWords,
  text,
  UserError,
} from "#chat";
import { openStore } from "#store";
import { type Bot, createBot } from "../src/bot.ts";
import { bundledIndex } from "./bundled-index.ts";

/** A bot on a store in memory, with a clock that a test turns; nobody is asked to wait but by `gate`. */
export async function openDesk(from = "2026-11-24T07:00:00Z", gate?: typeof createGate) {
  let now = Date.parse(from);
  const store = await openStore({ file: ":memory:" });
  const failures: unknown[] = [];
  const log = {
    info: () => {},
    warn: () => {},
    error: (fields: object) => void failures.push(fields),
  };
  const bot: Bot = await createBot({
    ...{ ...bundledIndex(), store, root: "papers", log, now: () => now },
    gate: gate?.(() => now) ?? (() => undefined),
  });
  const at: Place = { platform: "test", tenant: "lab", channel: "general" };
  const call = (command: string, input: Call["input"], manager = true): Call => ({
    command,
    input,
    by: { id: "ada", manager, zone: "Europe/Berlin" },
    at,
  });
  const say = async (line: string, manager = true): Promise<Reply> => {
    try {
      const { command, input } = readWords(line, bot.host.commands);
      return await bot.host.answer(call(command.name, input, manager));
    } catch (error) {
      if (error instanceof UserError) return problem("refused", error.message);
      throw error;
    }
  };
  const press = (reply: Reply, label: string, manager = true): Promise<Reply> => {
    const button = actionsOf(reply).find((one) => one.kind === "button" && one.label === label);
    if (button?.kind !== "button") throw new Error(`No button ${label} in: ${shown(reply)}`);
    return bot.host.answer(call(button.next.command, button.next.input, manager));
  };
  return {
    ...{ bot, store, say, press, at, failures, log },
    now: () => now,
    pass: (ms: number) => {
      now += ms;
    },
  };
}

/** A channel on a platform that remembers what was posted, or fails as it is told. */
export function channelOf(name = "test") {
  const posts: { reply: Reply; key: string; place: Place; progress: Progress | undefined }[] = [];
  const told: { to: Addressee; reply: Reply; key: string }[] = [];
  let fault: Error | undefined;
  let deaf: Error | undefined;
  const platform: Platform = {
    name,
    start: async () => {},
    health: () => ({ ready: true }),
    stop: async () => {},
    async post(place, reply, key, _manner, progress) {
      if (fault) throw fault;
      posts.push({ reply, key, place, progress });
      return { message: `m${posts.length}` };
    },
    async tell(to, reply, key) {
      if (deaf) throw deaf;
      told.push({ to, reply, key });
    },
  };
  return {
    platform,
    posts,
    told,
    /** How telling somebody fails from now on. */
    deafen: (error: Error | undefined) => {
      deaf = error;
    },
    fail: (error: Error | undefined) => {
      fault = error;
    },
  };
}

/** Everything that a reply says, a line a block. */
export function shown(reply: Reply): string {
  return reply.blocks
    .map((block) => {
      if (block.kind === "heading" || block.kind === "code") return block.text;
      if (block.kind === "text") return text(block.text);
      if (block.kind !== "card") return "";
      const parts = [block.title, block.subtitle, block.body, block.note];
      return parts.map((part) => (part === undefined ? "" : text(part))).join("\n");
    })
    .join("\n");
}
