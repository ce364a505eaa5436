import type { WebSocket } from "ws";
import type { Json } from "../json.ts";
import type { Guild } from "../world/guild.ts";

/** Bits of the intents that events need. */
const INTENTS = {
  guilds: 1 << 0,
  members: 1 << 1,
  messages: 1 << 9,
  direct: 1 << 12,
  content: 1 << 15,
} as const;

/** A session of one shard: it outlives its socket, so that what was missed can be replayed. */
export class Session {
  readonly id: string;
  readonly shard: readonly [id: number, count: number];
  readonly intents: number;
  /** Every frame as it was at its time; the nth has sequence number n + 1. */
  readonly #log: string[] = [];
  #socket: WebSocket | undefined;
  /** It can be resumed. */
  alive = true;

  constructor(id: string, shard: readonly [number, number], intents: number, socket: WebSocket) {
    this.id = id;
    this.shard = shard;
    this.intents = intents;
    this.#socket = socket;
  }

  /** The socket it goes over now. */
  get socket(): WebSocket | undefined {
    return this.#socket;
  }

  /** Sends an event, or keeps it for a resume. */
  send(t: string, d: Json): void {
    const frame = JSON.stringify({ op: 0, s: this.#log.length + 1, t, d });
    this.#log.push(frame);
    this.#socket?.send(frame);
  }

  /** Goes on over a new socket with everything after `seq`, then says so. */
  resume(socket: WebSocket, seq: number): void {
    this.#socket = socket;
    for (const frame of this.#log.slice(seq)) socket.send(frame);
    this.send("RESUMED", {});
  }

  /** A socket is gone; a client that closes its own by 1000 or 1001 gives the session up. */
  detach(socket: WebSocket, code: number): void {
    if (this.#socket !== socket) return;
    this.#socket = undefined;
    if (code === 1000 || code === 1001) this.alive = false;
  }

  /** Whether an event of a server (none: a direct message) belongs to this shard and its intents. */
  wants(event: string, guild: Guild | undefined): boolean {
    const [id, count] = this.shard;
    const home = guild ? Number((BigInt(guild.id) >> 22n) % BigInt(count)) : 0;
    const needed = intentOf(event, guild);
    return home === id && (this.intents & needed) === needed;
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
