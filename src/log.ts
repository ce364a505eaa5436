import { Writable } from "node:stream";
import { type Logger, pino } from "pino";
import { isFault } from "./fault.ts";

/** Tokens by their shape, for secrets that are not in our settings: Slack, Discord, bearer headers, passwords in URLs. */
const TOKENS =
  /\bxox[a-z]-[\w-]+|\bxapp-[\w-]+|\b[\w-]{23,28}\.[\w-]{6}\.[\w-]{27,}\b|(?<=\bBearer\s)[\w.~+/-]{8,}=*|(?<=:\/\/[^\s:/@]*:)[^\s@/]+(?=@)/g;

/** Fields that hold secrets whatever their value is. */
const PATHS = ["token", "*.token", "authorization", "*.authorization", "headers.authorization"];

const GONE = "[secret]";

/** Shortest value that is searched for: a shorter one would blot out ordinary words. */
const SHORTEST = 6;

/** A stream that log lines are written to. */
type Sink = { write(line: string): unknown };

/**
 * The log: JSON lines, or pretty ones for people. Secrets are taken out by path and, whatever they are
 * wrapped in, by value and by shape, since redaction by path misses errors, causes and URLs.
 */
export async function createLog(options: {
  readonly level: string;
  readonly pretty: boolean;
  readonly secrets: readonly string[];
  /** Standard error unless told, so that answers have standard output to themselves. */
  readonly sink?: Sink;
}): Promise<Logger> {
  const { level, secrets, sink = process.stderr } = options;
  const values = secrets.filter((secret) => secret.length >= SHORTEST).flatMap(asWritten);
  const streamWrite = (line: string): string =>
    values.reduce((text, value) => text.replaceAll(value, GONE), line).replace(TOKENS, GONE);
  // Loaded only where people read along: services write JSON.
  const target = options.pretty
    ? (await import("pino-pretty")).default({
        destination: asStream(sink),
        sync: true,
        // Sentences name the source, or the port, already.
        ignore: "pid,hostname,source,failures,host,port",
        // As the clock on the wall says it: people read these.
        translateTime: "SYS:HH:MM:ss",
      })
    : sink;
  const redact = { paths: PATHS, censor: GONE };
  return pino(
    { level, redact, hooks: { streamWrite }, base: null, serializers: { err: described } },
    target as Sink,
  );
}

/** An error as the log has it: its trace too, unless it is one that a person can mend. */
function described(error: Error): object {
  if (!isFault(error)) return pino.stdSerializers.err(error);
  const { name: type, message, cause } = error;
  return { type, message, ...(cause instanceof Error && { cause: cause.message }) };
}

/** A value as it is, as JSON writes it and as a URL carries it. */
function asWritten(value: string): string[] {
  return [...new Set([value, JSON.stringify(value).slice(1, -1), encodeURIComponent(value)])];
}

/** pino-pretty writes to a stream of Node's own. */
function asStream(sink: Sink): Writable {
  return new Writable({
    write(line, _encoding, done) {
      sink.write(String(line));
      done();
    },
  });
}
