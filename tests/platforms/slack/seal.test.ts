import { describe, expect, test } from "vitest";
import { createSeal, SealError } from "../../../src/platforms/slack/seal.ts";

const OLD = "0f".repeat(32);
const NEW = "a1".repeat(32);
const TEXT = '{"token":"xoxb-1-secret"}';

describe("a sealed text", () => {
  const seal = createSeal(OLD);
  const sealed = seal.close(TEXT, "slack/T1");

  test("opens with the key that sealed it, and shows nothing of what is in it", () => {
    expect(seal.open(sealed, "slack/T1")).toBe(TEXT);
    expect(sealed).not.toContain("xoxb");
    expect(Buffer.from(sealed.split(".")[2] ?? "", "base64url").toString("latin1")).not.toContain(
      "xoxb",
    );
  });

  test("is another one each time", () => {
    expect(seal.close(TEXT, "slack/T1")).not.toBe(sealed);
  });

  test("opens for nobody else than whom it was sealed for", () => {
    expect(() => seal.open(sealed, "slack/T2")).toThrow(SealError);
  });

  test("opens no more when any of its characters is changed", () => {
    const [format, id, body = ""] = sealed.split(".");
    for (let at = 0; at < body.length - 1; at += 7) {
      const changed = body.slice(0, at) + (body[at] === "A" ? "B" : "A") + body.slice(at + 1);
      expect(() => seal.open([format, id, changed].join("."), "slack/T1")).toThrow(SealError);
    }
    for (const rubbish of ["", "1", "1..", "rubbish", "2.a.b", `1.${id}.AAAA`])
      expect(() => seal.open(rubbish, "slack/T1")).toThrow(SealError);
  });

  test("opens with the old key behind a new one, which seals from then on", () => {
    const turned = createSeal(` ${NEW}, ${OLD} `);
    expect(turned.open(sealed, "slack/T1")).toBe(TEXT);
    expect(createSeal(NEW).open(turned.close(TEXT, "slack/T1"), "slack/T1")).toBe(TEXT);
    expect(() => createSeal(NEW).open(sealed, "slack/T1")).toThrow(/old key behind the new one/);
  });
});

test("without a key nothing is sealed", () => {
  expect(() => createSeal(" , ")).toThrow(/SECRET_KEY is empty/);
});
