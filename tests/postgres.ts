import { once } from "node:events";
import { createServer } from "node:net";
import { join } from "node:path";
import { Client } from "pg";
import { certify, createCluster } from "./postgres/cluster.ts";
import { killAll, type Running, ready, run } from "./postgres/running.ts";

/**
 * A real PostgreSQL server of one test file, on loopback with a password.
 *
 *     const server = await startPostgres();            // about 1.5 s: once per file, in beforeAll
 *     const url = await server.database();             // postgres://… of a new, empty database
 *     const store = await openStore({ url, log });
 *     await server.kill();                             // SIGKILL of the server and all that it started
 *     await server.start();                            // again, on the same port with the same data
 *     await server.stop();                             // in afterAll; the folder goes with it
 *
 * Should the test be killed before it stops the server, the server and its folder go by themselves.
 */
export type Postgres = {
  /** Its superuser's address, in the database `postgres`. */
  readonly url: string;
  /** Where its files lie. */
  readonly folder: string;
  /** Makes a new, empty database and answers its address. */
  database(): Promise<string>;
  /** Runs statements as its superuser, in the database of `url` when one is given. */
  sql(text: string, url?: string): Promise<readonly unknown[]>;
  /** Ends every process of the server with SIGKILL, as a machine that fails does. */
  kill(): Promise<void>;
  /** Starts it again on what is on its disk. */
  start(): Promise<void>;
  /** Ends it and throws its folder away. */
  stop(): Promise<void>;
};

/** What a killed server would need to outlive a power cut is off: what a SIGKILL leaves in the kernel stays. */
const SETTINGS = {
  ...{ fsync: "off", shared_buffers: "16MB", max_connections: "100", autovacuum: "off" },
  listen_addresses: "127.0.0.1",
} as const;

/**
 * Starts a server in a folder of its own; `tls` gives it a certificate for 127.0.0.1 that nobody has
 * signed but itself, in `server.crt` of that folder.
 */
export async function startPostgres({ tls = false } = {}): Promise<Postgres> {
  const cluster = await createCluster();
  const { folder, data, password, bin, user, guard } = cluster;
  const port = await freePort();
  const certified = tls ? certify(cluster) : {};
  const all = { ...SETTINGS, unix_socket_directories: folder, ...certified };
  const args = Object.entries(all).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const urlOf = (name: string) => `postgres://postgres:${password}@127.0.0.1:${port}/${name}`;
  let running: Running | undefined;
  let databases = 0;
  const server: Postgres = {
    url: urlOf("postgres"),
    folder,
    async database() {
      const name = `paperboy_${++databases}`;
      await server.sql(`create database ${name}`);
      return urlOf(name);
    },
    sql: (text, url = server.url) => query(url, text),
    async kill() {
      if (!running) return;
      await killAll(running);
      running = undefined;
      guard.watch(undefined);
    },
    async start() {
      running = await run(join(bin, "postgres"), ["-D", data, "-p", String(port), ...args], user);
      guard.watch(running.pid);
      await ready(running, data);
    },
    async stop() {
      if (running) process.kill(running.pid, "SIGINT");
      await running?.ended();
      running = undefined;
      guard.watch(undefined);
      await guard.dismiss();
    },
  };
  await server.start();
  return server;
}

async function query(url: string, text: string): Promise<readonly unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

async function freePort(): Promise<number> {
  const socket = createServer().listen(0, "127.0.0.1");
  await once(socket, "listening");
  const address = socket.address();
  socket.close();
  await once(socket, "close");
  if (typeof address === "object" && address) return address.port;
  throw new Error("no port");
}
