import type { WebSocket } from "ws";
import type { Json } from "../json.ts";
import type { Guild } from "../world/guild.ts";

/** One event of a session; `s` counts from 1. */
type Entry = { readonly op: 0; readonly s: number; readonly t: string; readonly d: Json };

/** Bits of the intents that events need. */
const INTENTS = {
  guilds: 1 << 0,
  members: 1 << 1,
  messages: 1 << 9,
  direct: 1 << 12,
  content: 1 << 15,
};

/** A session of one shard: it outlives its socket, so that what was missed can be replayed. */
export class Session {
  readonly id: string;
  readonly shard: readonly [id: number, count: number];
  readonly intents: number;
  readonly #log: Entry[] = [];
  #socket: WebSocket | undefined;
  /** It can be resumed. */
  alive = true;

  constructor(id: string, shard: readonly [number, number], intents: number, socket: WebSocket) {
    this.id = id;
    this.shard = shard;
    this.intents = intents;
    this.#socket = socket;
  }

  get socket(): WebSocket | undefined {
    return this.#socket;
  }

  /** Sends an event, or keeps it for a resume. */
  send(t: string, d: Json): void {
    const entry: Entry = { op: 0, s: this.#log.length + 1, t, d };
    this.#log.push(entry);
    this.#socket?.send(JSON.stringify(entry));
  }

  /** Goes on over a new socket with everything after `seq`, then says so. */
  resume(socket: WebSocket, seq: number): void {
    this.#socket = socket;
    for (const entry of this.#log.slice(seq)) socket.send(JSON.stringify(entry));
    this.send("RESUMED", {});
  }

  /** The socket is gone. */
  detach(socket: WebSocket): void {
    if (this.#socket === socket) this.#socket = undefined;
  }

  /** Whether an event of a server (none: a direct message) belongs to this shard and its intents. */
  wants(event: string, guild: Guild | undefined): boolean {
    const [id, count] = this.shard;
    const home = guild ? Number((BigInt(guild.id) >> 22n) % BigInt(count)) : 0;
    return home === id && (this.intents & intentOf(event, guild)) === intentOf(event, guild);
  }

  /** The event as the intents let it be seen: content of other people's messages may be hidden. */
  view(event: string, data: Json, botId: string): Json {
    const author = data.author as { readonly id?: string } | undefined;
    const hidden =
      event.startsWith("MESSAGE_") &&
      data.guild_id !== undefined &&
      author?.id !== botId &&
      !(this.intents & INTENTS.content);
    return hidden ? { ...data, content: "", embeds: [], attachments: [], components: [] } : data;
  }
}

function intentOf(event: string, guild: Guild | undefined): number {
  if (event.startsWith("MESSAGE_")) return guild ? INTENTS.messages : INTENTS.direct;
  if (event.startsWith("GUILD_MEMBER_")) return INTENTS.members;
  return /^(GUILD|CHANNEL|THREAD)_/.test(event) ? INTENTS.guilds : 0;
}
