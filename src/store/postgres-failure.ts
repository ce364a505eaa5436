import { DatabaseError } from "pg";
import { StoreError } from "./failure.ts";

/** The server that an error is about: where it is, and as whom it was asked. Never a password. */
export type Server = { readonly where: string; readonly user: string; readonly database: string };

/**
 * What an error says of the statement that met it. "away": the connection can't be made or broke, so
 * a change that was sent may be stored or not. "raced": undone, because another writer was in the
 * way. "refused": undone, and asking again would not help.
 */
export type Fault = "away" | "raced" | "refused";

/** SQLSTATEs of a server that is stopping, starting or full (https://www.postgresql.org/docs/current/errcodes-appendix.html). */
const AWAY = /^(?:08...|57P0[1-5]|53300)$/;

/** Serialization failure, deadlock, and a row that another writer inserted meanwhile. */
const RACED = /^(?:40001|40P01|23505)$/;

/** Node's codes for a network that does not carry. */
const UNREACHABLE =
  /^(?:ECONN\w+|E(?:HOST|NET)(?:UNREACH|DOWN)|ETIMEDOUT|EPIPE|ENOTFOUND|EAI_\w+|ENOENT)$/;

/** The words of `pg` for a connection that ended, or did not come about in time. */
const ENDED = /terminated|timeout|connection error|was closed/i;

/** Tells what kind of fault an error of `pg` is. */
export function faultOf(error: unknown): Fault {
  const code = codeOf(error);
  if (error instanceof DatabaseError)
    return AWAY.test(code) ? "away" : RACED.test(code) ? "raced" : "refused";
  const broken = UNREACHABLE.test(code) || (error instanceof Error && ENDED.test(error.message));
  return broken ? "away" : "refused";
}

/** Tells whether nothing at all was sent, because the connection was known to be broken before. */
export function wasUnsent(error: unknown): boolean {
  return error instanceof Error && /not queryable/.test(error.message);
}

/** Tells whether the server speaks no TLS, which `sslmode=prefer` puts up with. */
export function speaksNoTls(error: unknown): boolean {
  return error instanceof Error && error.message.includes("does not support SSL");
}

/** What a person can do about an error, by SQLSTATE or by a code of Node's. */
const CURES: Readonly<Record<string, (server: Server, words: string) => string>> = {
  "28P01": ({ where, user }) =>
    `${where} refuses the password of the user “${user}”: correct it in DATABASE_URL, where characters such as @ : / # must be percent-encoded.`,
  "28000": ({ where }, words) =>
    `${where} lets us not in (${words}): correct the user in DATABASE_URL, or add ?sslmode=require to it if the server wants encryption.`,
  "3D000": ({ where, database }) =>
    `${where} is no database yet: create it with “createdb ${database}”, or correct the name in DATABASE_URL.`,
  "42501": ({ where, user }, words) =>
    `The user “${user}” lacks a right in ${where} (${words}): grant it, for new tables with GRANT CREATE ON SCHEMA public TO "${user}".`,
  "3F000": ({ where, user }) =>
    `The user “${user}” has no schema to make tables in at ${where}: grant it with GRANT CREATE, USAGE ON SCHEMA public TO "${user}".`,
  "42P07": ({ where }, words) =>
    `${where} has tables of another program (${words}): set DATABASE_URL to a database of its own; it was left as it is.`,
  "25006": ({ where }) =>
    `${where} takes no changes, as a standby does: set DATABASE_URL to the primary server.`,
  "53100": ({ where }) =>
    `The disk of ${where} is full: make room on it; nothing that was stored is lost.`,
  "57014": ({ where }) =>
    `${where} took too long over a statement, which was undone: see whether its machine is overloaded or something locks its tables.`,
  ERR_TLS_CERT_ALTNAME_INVALID: ({ where }) =>
    `The certificate of ${where} is for another host: correct the host in DATABASE_URL.`,
  CERT_HAS_EXPIRED: ({ where }) => `The certificate of ${where} has expired: renew it.`,
};

/** Codes of a certificate that nobody we trust has signed (https://nodejs.org/api/tls.html#x509-certificate-error-codes). */
const UNTRUSTED = /SELF_SIGNED|UNABLE_TO|CERT_UNTRUSTED|CERT_SIGNATURE_FAILURE/;

/**
 * Turns an error of `pg` into the StoreError that names the cure. An error that no person could mend
 * (a mistake in a statement, say) comes back as it is: it is a fault of the program.
 */
export function explainPostgres(error: unknown, server: Server): unknown {
  if (!(error instanceof Error) || error instanceof StoreError) return error;
  const cure = sentence(error, server);
  return cure ? new StoreError(cure, { cause: error }) : error;
}

/** What is said when a server was not reached for as long as patience lasts. */
export function unreachable(error: unknown, { where }: Server): StoreError {
  const words = codeOf(error) === "53300" ? "it has no connection left" : reasonOf(error);
  const cure =
    codeOf(error) === "53300"
      ? "raise its max_connections, or run fewer processes"
      : "start the server, or correct DATABASE_URL";
  return new StoreError(`${where} can't be reached (${words}): ${cure}.`, { cause: error });
}

/** An error in a few words, for a sentence or a line of the log; never anything of the address. */
export function reasonOf(error: unknown): string {
  if (error instanceof DatabaseError) return error.message;
  return codeOf(error) || (error instanceof Error ? error.message : String(error));
}

function sentence(error: Error, server: Server): string | undefined {
  const code = codeOf(error);
  if (UNTRUSTED.test(code))
    return `The certificate of ${server.where} is signed by nobody we know (${code}): add &sslrootcert=FILE to DATABASE_URL with the file of its authority, or use sslmode=require, which encrypts and checks no certificate.`;
  if (speaksNoTls(error))
    return `${server.where} speaks no TLS: turn it on there, or set sslmode=prefer or disable in DATABASE_URL.`;
  if (/client password must be a (?:non-empty )?string/.test(error.message))
    return `${server.where} wants a password for the user “${server.user}”: put it into DATABASE_URL.`;
  return CURES[code]?.(server, reasonOf(error));
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code ?? "") : "";
}
