import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createTickets, distinct, type Next, type Reply, ticketsOf, type Values } from "#chat";
import { foreign, seeded } from "./arbitrary.ts";

const DAY = 24 * 60 * 60 * 1000;
const STRANGE = "This button is from another version of me: please ask again.";

/** Tickets over a parking place in memory, with a clock that the test moves. */
function desk() {
  const rows = new Map<string, { text: string; until: number }>();
  const clock = { now: 1_700_000_000_000 };
  const parking = {
    park: async (key: string, text: string, until: number) => void rows.set(key, { text, until }),
    find: async (key: string, now: number) => {
      const row = rows.get(key);
      return row && row.until > now ? row.text : undefined;
    },
  };
  return { rows, clock, tickets: createTickets(parking, () => clock.now) };
}

const search: Next = { command: "search", input: { query: "graph", page: 2 } };
const long: Next = { command: "search", input: { query: "graph ".repeat(50) } };

const inputs: fc.Arbitrary<Values> = fc.dictionary(
  fc.oneof(foreign, fc.constantFrom("__proto__", "constructor", "query")),
  fc.oneof(foreign, fc.boolean(), fc.maxSafeInteger()),
  { maxKeys: 4, noNullPrototype: true },
);
const nexts: fc.Arbitrary<Next> = fc.record(
  {
    command: fc.oneof(foreign, fc.constantFrom("search", "subscribe", "#", "a#b")),
    input: inputs,
    ask: fc.array(foreign, { maxLength: 3 }),
    answer: fc.constantFrom("over", "beside"),
  },
  { requiredKeys: ["command", "input"], noNullPrototype: true },
);
const limits = fc.integer({ min: 64, max: 2000 });

describe("a ticket", () => {
  test("reads back as it was, whatever is in it, and never passes its limit", async () => {
    await fc.assert(
      fc.asyncProperty(nexts, limits, async (next, limit) => {
        const { tickets } = desk();
        const ticket = await tickets.write(next, limit);
        expect(ticket.length).toBeLessThanOrEqual(limit);
        expect(ticket.isWellFormed()).toBe(true);
        expect(await tickets.read(ticket)).toStrictEqual(next);
      }),
      seeded(1000),
    );
  });

  test("that is short carries everything, so it works for ever and anywhere", async () => {
    const { tickets, rows } = desk();
    const ticket = await tickets.write(search, 64);
    expect(ticket).toBe('1["search",{"query":"graph","page":2}]');
    expect(rows.size).toBe(0);
    expect(await desk().tickets.read(ticket)).toEqual(search);
  });

  test.each([64, 100, 255, 2000])(
    "of exactly %i is carried; of one more it is parked",
    async (limit) => {
      const { tickets, rows } = desk();
      const fitting = (extra: number) => ({
        command: "search",
        input: { query: "x".repeat(limit - '1["search",{"query":""}]'.length + extra) },
      });
      expect(await tickets.write(fitting(0), limit)).toHaveLength(limit);
      expect(rows.size).toBe(0);
      const parked = await tickets.write(fitting(1), limit);
      expect(rows.size).toBe(1);
      expect(await tickets.read(parked)).toEqual(fitting(1));
    },
  );
});

describe("a parked ticket", () => {
  test("keeps its key when it is drawn again, and takes no second row", async () => {
    const { tickets, rows } = desk();
    const first = await tickets.write(long, 100);
    expect(await tickets.write(long, 100)).toBe(first);
    expect(await tickets.write({ ...long, answer: "over" }, 100)).not.toBe(first);
    expect(rows.size).toBe(2);
  });

  test("expires a month after it was last drawn, and says what to ask again", async () => {
    const { tickets, clock } = desk();
    const ticket = await tickets.write(long, 100);
    clock.now += 29 * DAY;
    await tickets.write(long, 100);
    clock.now += 29 * DAY;
    expect(await tickets.read(ticket)).toEqual(long);
    clock.now += 2 * DAY;
    await expect(tickets.read(ticket)).rejects.toMatchObject({
      name: "UserError",
      message: "This button has expired: please ask again with search.",
    });
  });

  test("of a command with a long name still keeps to the limit", async () => {
    const { tickets } = desk();
    const next = { ...long, command: "😀".repeat(40) };
    const ticket = await tickets.write(next, 64);
    expect(ticket.length).toBeLessThanOrEqual(64);
    expect(ticket.isWellFormed()).toBe(true);
    expect(await tickets.read(ticket)).toEqual(next);
  });

  test("that is damaged where it was kept is refused politely", async () => {
    const { tickets, rows } = desk();
    const ticket = await tickets.write(long, 100);
    for (const [key, row] of rows) rows.set(key, { ...row, text: row.text.slice(0, 20) });
    await expect(tickets.read(ticket)).rejects.toThrow(STRANGE);
  });
});

describe("a ticket that is not ours is refused politely", () => {
  test.each([
    "",
    "1",
    "hello",
    '0["search",{}]',
    '2["search",{}]',
    '["search",{}]',
    "1[]",
    "1{}",
    "1null",
    '1"search"',
    '1["search"]',
    '1["search",null]',
    '1["search",[]]',
    '1["search","x"]',
    '1["search",{"query":null}]',
    '1["search",{"query":{"a":1}}]',
    '1["search",{"__proto__":{"a":1}}]',
    "1[5,{}]",
    '1["search",{"query":"gra',
    `1${"[".repeat(50_000)}`,
  ])("%j", async (ticket) => {
    await expect(desk().tickets.read(ticket)).rejects.toMatchObject({
      name: "UserError",
      message: STRANGE,
    });
  });

  test.each(["1#", "1##", "1#key", "1#key#", "1#__proto__#"])("%j", async (ticket) => {
    await expect(desk().tickets.read(ticket)).rejects.toMatchObject({
      name: "UserError",
      message: "This button has expired: please ask again.",
    });
  });

  test("and what it says is repeated only in part", async () => {
    const said = await desk()
      .tickets.read(`1#key#${"😀\n".repeat(5000)}`)
      .catch((it) => it.message);
    expect(said).toMatch(/^This button has expired: please ask again with .{1,60}…\.$/u);
    expect(said.isWellFormed()).toBe(true);
  });

  test("any text at all is a next or a polite sentence", async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(foreign, fc.json()), async (body) => {
        const read = await desk()
          .tickets.read(`1${body}`)
          .catch((error) => error);
        if (read instanceof Error) expect(read.name).toBe("UserError");
        else expect(read.command).toBeTypeOf("string");
      }),
      seeded(1000),
    );
  });
});

test("a ticket can't reach into the objects that everything is made of", async () => {
  const next = await desk().tickets.read('1["search",{"__proto__":"x","constructor":"y"}]');
  expect(Object.entries(next.input)).toEqual([
    ["__proto__", "x"],
    ["constructor", "y"],
  ]);
  expect(Object.getPrototypeOf(next.input)).toBe(Object.prototype);
  expect(Object.hasOwn(Object.prototype, "x")).toBe(false);
});

test("a menu's ticket keeps the option that its pick fills", async () => {
  const { tickets } = desk();
  const waiting = { command: "search", input: { query: "a" }, fills: "sort" };
  expect(await tickets.read(await tickets.write(waiting, 100))).toEqual(waiting);
});

test("two buttons of the same call can be told apart and make the same call", async () => {
  const { tickets } = desk();
  for (const next of [search, long, { command: "saved", input: { text: "a]~2" } }]) {
    const ticket = await tickets.write(next, 96);
    expect(distinct(ticket, 1)).toBe(ticket);
    expect(distinct(ticket, 2)).not.toBe(distinct(ticket, 3));
    expect(await tickets.read(distinct(ticket, 25))).toEqual(next);
  }
});

test("the tickets of a reply are written before it is drawn, one for each call in it", async () => {
  const { rows, tickets } = desk();
  const menu = {
    kind: "menu",
    placeholder: "Sort",
    next: search,
    fills: "sort",
    choices: [],
  } as const;
  const button = (next: Next) => ({ kind: "button", label: "Go", next }) as const;
  const reply: Reply = {
    summary: "",
    blocks: [
      { kind: "card", title: "", actions: [button(search), button(long)] },
      { kind: "actions", actions: [button(long), menu] },
    ],
  };
  const ticketOf = await ticketsOf(reply, tickets, 100);
  expect(await tickets.read(ticketOf(search))).toEqual(search);
  expect(await tickets.read(ticketOf(long))).toEqual(long);
  expect(await tickets.read(ticketOf({ ...search, fills: "sort" }))).toEqual({
    ...search,
    fills: "sort",
  });
  expect(rows.size).toBe(1);
  expect(() => ticketOf({ command: "other", input: {} })).toThrow("other");
});
