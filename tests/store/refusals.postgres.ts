import { join } from "node:path";
import { inspect } from "node:util";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { openStore, type Store, StoreError } from "#store";
import { openPostgres } from "../../src/store/postgres.ts";
import { type Postgres, startPostgres } from "../postgres.ts";

let server: Postgres;
let address: string;
beforeAll(async () => {
  server = await startPostgres();
  address = await server.database();
});
afterAll(() => server.stop());

/** Every line of the log, and every message with its causes. */
let said: string[];
beforeEach(() => {
  said = [];
});
const tell = (fields: object, message: string) =>
  void said.push(`${JSON.stringify(fields)} ${message}`);
const log = { info: tell, warn: tell, error: tell };

const changed = (change: (url: URL) => void, from = address): string => {
  const url = new URL(from);
  change(url);
  return url.href;
};

/** The message of the StoreError that opening meets; the password is in nothing that was said. */
async function refusal(url: string): Promise<string> {
  const error = await openPostgres(url, log, { patienceMs: 0 }).then(
    (store) => store.close().then(() => new Error("it opened")),
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(StoreError);
  for (let one: unknown = error; one instanceof Error; one = one.cause)
    said.push(one.message, inspect(one, { depth: 9 }));
  const { password } = URL.canParse(url) ? new URL(url) : { password: "hunter2" };
  if (password) expect(said.join("\n")).not.toContain(password);
  return (error as StoreError).message;
}

test("a wrong password is named, and not repeated", async () => {
  const url = changed((one) => {
    one.password = "hunter2";
  });
  expect(await refusal(url)).toMatch(
    /^postgres:\/\/127\.0\.0\.1:\d+\/paperboy_1 refuses the password of the user “postgres”: correct it in DATABASE_URL/,
  );
});

test("a password that is missing is asked for", async () => {
  const url = changed((one) => {
    one.password = "";
  });
  expect(await refusal(url)).toContain("wants a password for the user “postgres”");
});

test("a database that is not there is named with how to make it", async () => {
  const url = changed((one) => {
    one.pathname = "/papers";
  });
  expect(await refusal(url)).toMatch(/papers is no database yet: create it with “createdb papers”/);
});

test("a server that is not there is named, and told of in the log at once", async () => {
  const url = changed((one) => {
    one.port = "1";
  });
  expect(await refusal(url)).toMatch(
    /^postgres:\/\/127\.0\.0\.1:1\/paperboy_1 can't be reached \(E/,
  );
  expect(said[0]).toMatch(/PostgreSQL can't be reached \(ECONNREFUSED\): I keep trying/);
});

test("a host that has no address is named", async () => {
  const url = changed((one) => {
    one.hostname = "nowhere.invalid";
  });
  expect(await refusal(url)).toMatch(/nowhere\.invalid:\d+\/paperboy_1 can't be reached \(E\w+\)/);
});

test("a user without the right to make tables is told what to grant; with tables there it may start", async () => {
  const database = await server.database();
  await server.sql("create role reader login password 'reader-secret'");
  const url = changed((one) => {
    one.username = "reader";
    one.password = "reader-secret";
  }, database);
  expect(await refusal(url)).toMatch(
    /^The user “reader” lacks a right in postgres:\S+ \(permission denied for schema public\): grant it, .*GRANT CREATE ON SCHEMA public TO "reader"\.$/,
  );
  await (await openStore({ url: database, log })).close();
  await server.sql(
    "grant select, insert, update, delete on all tables in schema public to reader",
    database,
  );
  const store = await openStore({ url, log });
  await store.tickets.park("k", "words", 9);
  expect(await store.tickets.find("k", 0)).toBe("words");
  await store.close();
});

test("a database of another program is refused and left as it is", async () => {
  const database = await server.database();
  await server.sql("create table subscriptions (theirs text)", database);
  expect(await refusal(database)).toMatch(
    /has tables of another program \(relation "subscriptions" already exists\): set DATABASE_URL to a database of its own/,
  );
  expect(
    await server.sql(
      "select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace",
      database,
    ),
  ).toEqual([{ relname: "subscriptions" }]);
});

test("a schema newer than this program is refused and left as it is", async () => {
  const database = await server.database();
  await (await openStore({ url: database, log })).close();
  await server.sql("insert into schema_versions values (99, 'from the future', 0)", database);
  expect(await refusal(database)).toMatch(
    /was written by a newer Paperboy \(schema 99.*update the bot, or set DATABASE_URL to another database/,
  );
  expect(await server.sql("select max(version) as at from schema_versions", database)).toEqual([
    { at: 99 },
  ]);
});

test.each([
  "postgres://user:hunter2/x@host/papers",
  "postgres://user:12#hunter2@host/papers",
  "postgres://user:12?hunter2@host/papers",
  "postgres://user:hunter2%@host:port/papers",
])(
  "an address with a character that is not encoded is refused without a word of it: %s",
  async (url) => {
    expect(await refusal(url)).toMatch(/^DATABASE_URL can't be read: it must be postgres:/);
    expect(said.join("\n")).not.toContain("hunter2");
  },
);

test("a server that takes no changes is named as a standby", async () => {
  const database = await server.database();
  const store = await openStore({ url: database, log });
  const name = new URL(database).pathname.slice(1);
  await server.sql(`alter database ${name} set default_transaction_read_only = on`, database);
  await server.sql(
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}' and pid <> pg_backend_pid()`,
    database,
  );
  // A question that meets the ended session is asked again on a new one.
  expect(await store.logins.since("discord", 0)).toEqual([]);
  await expect(store.logins.record("discord", 1)).rejects.toThrow(
    /takes no changes, as a standby does/,
  );
  await store.close();
});

test("a backup is left to PostgreSQL's own programs, and info has the address without who and how", async () => {
  const store = await openStore({ url: address, log });
  await expect(store.backup("/tmp/x")).rejects.toThrow(/pg_dump/);
  const { engine, where } = await store.info();
  expect([engine, where]).toEqual([
    "postgres",
    changed((one) => {
      one.username = "";
      one.password = "";
    }),
  ]);
  await store.close();
});

test("sslmode means what PostgreSQL's own programs mean by it", async () => {
  const secret = await startPostgres({ tls: true });
  const encrypted = async (store: Store) => {
    const [row] = await secret.sql(
      "select count(*)::int as n from pg_stat_ssl s join pg_stat_activity a using (pid) where ssl and datname = 'paperboy_1'",
    );
    await store.close();
    return row;
  };
  try {
    const own = await secret.database();
    const certificate = join(secret.folder, "server.crt");
    const open = async (query: string) => openStore({ url: `${own}?${query}`, log });
    const yes = [
      "require",
      "prefer",
      `verify-full&sslrootcert=${certificate}`,
      `verify-ca&sslrootcert=${certificate}`,
    ];
    for (const mode of yes) {
      expect(await encrypted(await open(`sslmode=${mode}`))).not.toEqual({ n: 0 });
    }
    expect(await encrypted(await open("sslmode=disable"))).toEqual({ n: 0 });
    expect(await refusal(`${own}?sslmode=verify-full`)).toMatch(/is signed by nobody we know/);
    const elsewhere = own.replace("127.0.0.1", "localhost");
    expect(await refusal(`${elsewhere}?sslmode=verify-full&sslrootcert=${certificate}`)).toMatch(
      /is for another host/,
    );
    expect(await refusal(`${own}?sslmode=verify-ca`)).toMatch(/also needs sslrootcert/);
    expect(await refusal(`${own}?sslmode=verify-full&sslrootcert=/none`)).toMatch(
      /^\/none, which DATABASE_URL names for TLS, can't be read/,
    );
    expect(await refusal(`${own}?sslmode=yes`)).toMatch(/must be one of disable, allow/);
    await (await openStore({ url: `${address}?sslmode=prefer`, log })).close();
    expect(await refusal(`${address}?sslmode=require`)).toMatch(/speaks no TLS/);
  } finally {
    await secret.stop();
  }
});
