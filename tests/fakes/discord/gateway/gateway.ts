import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import { type Json, record, text, whole } from "../json.ts";
import type { Guild } from "../world/guild.ts";
import { guildPayload } from "../world/wire.ts";
import type { World } from "../world/world.ts";
import { parseFrame, sendFrame } from "./frame.ts";
import { CLOSE, CLOSE_REASONS, identifyFault, shardOf } from "./identify.ts";
import { readyPayload } from "./ready.ts";
import { Session } from "./session.ts";
import { type Identify, isCrowded, type SessionStarts } from "./starts.ts";

/** What the gateway is told at its start. */
export type GatewaySettings = {
  readonly world: World;
  /** The token now; `undefined` once it was reset. */
  readonly token: () => string | undefined;
  readonly resetToken: () => void;
  readonly url: () => string;
  readonly applicationId: string;
  /** Privileged intents (bits) the application was granted. */
  readonly granted: number;
  readonly heartbeat: number;
  readonly starts: SessionStarts;
  readonly changed: () => void;
};

/** The websocket side of the fake, with a state for each socket and each session. */
export class Gateway {
  readonly identifies: Identify[] = [];
  /** Session ids of the RESUMEs that were granted. */
  readonly resumes: string[] = [];
  readonly starts: SessionStarts;
  readonly #settings: GatewaySettings;
  readonly #server = new WebSocketServer({ noServer: true });
  readonly #sessions = new Map<string, Session>();
  readonly #sockets = new Map<WebSocket, Session | undefined>();
  readonly #refusals: number[] = [];
  /** False: heartbeats are no longer acknowledged, as on a connection that died without a word. */
  acknowledges = true;
  /** Heartbeats that came in. */
  heartbeats = 0;

  constructor(settings: GatewaySettings) {
    this.#settings = settings;
    this.starts = settings.starts;
    settings.world.tell = (event, data, guild) => this.dispatch(event, data, guild);
  }

  /** How many sessions have a socket now. */
  get connected(): number {
    return this.#live().length;
  }

  /** How many sockets are open, identified or not. */
  get sockets(): number {
    return this.#sockets.size;
  }

  /** Whether an event of this server would reach a session, now or after its resume. */
  reaches(guild?: Guild): boolean {
    return [...this.#sessions.values()].some(
      (session) => session.alive && session.wants("INTERACTION_CREATE", guild),
    );
  }

  /** Sends any event to every session it belongs to; without a server it goes to shard 0. */
  dispatch(event: string, data: Json, guild?: Guild): void {
    const outside = guild && !guild.installed;
    if (outside && event !== "INTERACTION_CREATE" && event !== "GUILD_DELETE") return;
    for (const session of this.#sessions.values()) {
      if (session.alive && session.wants(event, guild)) {
        session.send(event, session.view(event, data, this.#settings.world.bot.id));
      }
    }
  }

  /** Closes the sockets of a shard (all, if not said otherwise) with a code; sessions stay. */
  close(code: number, shard?: number): void {
    for (const { socket } of this.#live(shard)) socket?.close(code, CLOSE_REASONS[code]);
  }

  /** Cuts the sockets of a shard without a word, as a network does. */
  drop(shard?: number): void {
    for (const { socket } of this.#live(shard)) socket?.terminate();
  }

  /** Asks a shard to reconnect and resume (op 7). */
  reconnect(shard?: number): void {
    for (const { socket } of this.#live(shard)) sendFrame(socket, { op: 7, d: null });
  }

  /** Tells a shard that its session is invalid (op 9). */
  invalidate(options: { readonly shard?: number; readonly resumable?: boolean } = {}): void {
    const { shard, resumable = false } = options;
    for (const session of this.#live(shard)) {
      session.alive = resumable;
      sendFrame(session.socket, { op: 9, d: resumable });
    }
  }

  /** Forgets every session, so that the next RESUME is answered with op 9. */
  forget(): void {
    for (const session of this.#sessions.values()) session.alive = false;
  }

  /** The next IDENTIFY is answered by closing with this code. */
  refuseNext(code: number): void {
    this.#refusals.push(code);
  }

  /** Used by the server: takes over a connection that asks for a websocket. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    this.#server.handleUpgrade(request, socket, head, (ws) => {
      const query = new URL(request.url ?? "/", "http://fake").searchParams;
      this.#open(ws, query.get("v") === "10" && query.get("encoding") === "json");
    });
  }

  /** Cuts everything. */
  end(): void {
    for (const socket of this.#sockets.keys()) socket.terminate();
    this.#server.close();
  }

  #open(ws: WebSocket, versionFits: boolean): void {
    this.#sockets.set(ws, undefined);
    ws.on("close", (code) => {
      this.#sockets.get(ws)?.detach(ws, code);
      this.#sockets.delete(ws);
      this.#settings.changed();
    });
    ws.on("error", () => undefined);
    ws.on("message", (data) => {
      const code = this.#receive(ws, String(data));
      if (code) ws.close(code, CLOSE_REASONS[code]);
      this.#settings.changed();
    });
    if (!versionFits) ws.close(CLOSE.invalidVersion, CLOSE_REASONS[CLOSE.invalidVersion]);
    else sendFrame(ws, { op: 10, d: { heartbeat_interval: this.#settings.heartbeat, _trace: [] } });
  }

  /** Acts on a frame; returns the code the socket must be closed with, if any. */
  #receive(ws: WebSocket, data: string): number | undefined {
    const frame = parseFrame(data);
    if (!frame) return CLOSE.decodeError;
    switch (frame.op) {
      case 1:
        this.heartbeats += 1;
        if (this.acknowledges) sendFrame(ws, { op: 11, d: null });
        return undefined;
      case 2:
        return this.#identify(ws, record(frame.d));
      case 6:
        return this.#resume(ws, record(frame.d));
      case 3:
      case 4:
      case 8:
        return this.#sockets.get(ws) ? undefined : CLOSE.notAuthenticated;
      default:
        return CLOSE.unknownOpcode;
    }
  }

  #identify(ws: WebSocket, d: Json): number | undefined {
    const { starts, world, token, granted } = this.#settings;
    const shard = shardOf(d);
    const intents = whole(d.intents);
    const crowded = isCrowded(this.identifies, this.starts, shard[0], world.now());
    this.identifies.push({ shard, intents, at: world.now() });
    if (this.#sockets.get(ws)) return CLOSE.alreadyAuthenticated;
    const fault = this.#refusals.shift() ?? identifyFault(d, token(), granted);
    if (fault) return fault;
    if (starts.remaining <= 0) {
      this.#settings.resetToken();
      for (const socket of this.#sockets.keys()) socket.close(CLOSE.authenticationFailed);
      return undefined;
    }
    if (crowded) {
      sendFrame(ws, { op: 9, d: false });
      return undefined;
    }
    starts.remaining -= 1;
    const session = new Session(`session-${this.#sessions.size + 1}`, shard, intents, ws);
    this.#sessions.set(session.id, session);
    this.#sockets.set(ws, session);
    this.#welcome(session);
    return undefined;
  }

  #welcome(session: Session): void {
    const { world, applicationId, url } = this.#settings;
    const guilds = [...world.guilds.values()].filter(
      (guild) => guild.installed && session.wants("INTERACTION_CREATE", guild),
    );
    const ids = guilds.map(({ id }) => id);
    const { id, shard } = session;
    const resumeUrl = url();
    session.send("READY", readyPayload(world.bot, { id, shard, applicationId, resumeUrl }, ids));
    for (const guild of guilds) {
      if (!guild.unavailable && session.wants("GUILD_CREATE", guild)) {
        session.send("GUILD_CREATE", guildPayload(guild));
      }
    }
  }

  #resume(ws: WebSocket, d: Json): number | undefined {
    if (d.token !== this.#settings.token()) return CLOSE.authenticationFailed;
    const session = this.#sessions.get(text(d.session_id));
    if (!session?.alive) {
      sendFrame(ws, { op: 9, d: false });
      return undefined;
    }
    this.resumes.push(session.id);
    this.#sockets.set(ws, session);
    session.resume(ws, whole(d.seq));
    return undefined;
  }

  #live(shard?: number): readonly Session[] {
    return [...this.#sessions.values()].filter(
      (one) => one.socket && (shard === undefined || one.shard[0] === shard),
    );
  }
}
