import { Client, type ClientConfig, types } from "pg";
import { StoreError } from "./failure.ts";
import type { Server } from "./postgres-failure.ts";

/** How to reach a server, as DATABASE_URL says it; only `config` holds the password. */
export type Address = Server & { readonly config: ClientConfig; readonly tls: Tls };

/** libpq's words for how to encrypt (https://www.postgresql.org/docs/current/libpq-ssl.html), and none. */
const MODES = ["disable", "allow", "prefer", "require", "verify-ca", "verify-full"] as const;
type Tls = (typeof MODES)[number] | undefined;

/** PostgreSQL's type of `bigint`, which `pg` gives as text; ours are counts and instants, far below 2^53. */
const BIGINT = 20;

/**
 * An address whose password holds no bare / ? # or @: one that does would be read as a host and a
 * database name, and end up in messages.
 */
const WHOLE = /^postgres(?:ql)?:\/\/[^/?#]*(?:\/[^?#@]*)?(?:\?[^#@]*)?$/;

/**
 * Reads postgres://user:password@host:port/database?sslmode=…; what is missing comes from libpq's
 * variables (PGPASSWORD and so on).
 *
 * @throws StoreError that never repeats the address
 */
export function readAddress(url: string): Address {
  if (!WHOLE.test(url)) throw new StoreError(UNREADABLE);
  const tls = modeOf(url);
  // Asks `pg` for libpq's meaning of `sslmode`, where `require` checks no certificate.
  const connectionString = tls ? withMode(url, tls === "allow" ? "prefer" : tls) : url;
  const config = {
    ...{ connectionString, keepAlive: true, application_name: "paperboy" },
    types: {
      getTypeParser: ((oid, format) =>
        oid === BIGINT ? Number : types.getTypeParser(oid, format)) as typeof types.getTypeParser,
    },
  };
  const { host, port, user = "", database = "" } = asClient(config);
  return { where: `postgres://${host}:${port}/${database}`, user, database, config, tls };
}

const UNREADABLE =
  "DATABASE_URL can't be read: it must be postgres://user:password@host:5432/database, where characters such as @ : / ? # % in the password are percent-encoded.";

/** The same address without encryption. */
export function withoutTls(address: Address): Address {
  const connectionString = withMode(address.config.connectionString ?? "", "disable");
  return { ...address, tls: "disable", config: { ...address.config, connectionString } };
}

function modeOf(url: string): Tls {
  const given = /[?&]sslmode=([^&#]*)/.exec(url)?.[1];
  const mode = MODES.find((one) => one === given);
  if (given !== undefined && !mode)
    throw new StoreError(`The sslmode in DATABASE_URL must be one of ${MODES.join(", ")}.`);
  return mode;
}

function withMode(url: string, mode: string): string {
  const compatible = /[?&]uselibpqcompat=/.test(url) ? url : `${url}&uselibpqcompat=true`;
  return compatible.replace(/([?&]sslmode=)[^&#]*/, `$1${mode}`);
}

/** Lets `pg` read the address, which takes no connection. */
function asClient(config: ClientConfig): Client {
  try {
    return new Client(config);
  } catch (error) {
    throw new StoreError(fault(error), { cause: error });
  }
}

function fault(error: unknown): string {
  const { code, message = "", path = "" } = error as NodeJS.ErrnoException;
  if (code === "ENOENT" || code === "EACCES")
    return `${path}, which DATABASE_URL names for TLS, can't be read: check the path and its permissions.`;
  if (message.includes("verify-ca"))
    return "sslmode=verify-ca in DATABASE_URL also needs sslrootcert=FILE, the certificate of the server's authority.";
  return UNREADABLE;
}
