import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { CatalogueError, openLanceCatalogue } from "#papers";
import { catalogueContract } from "../../contracts/catalogue.ts";
import { type FakeS3, startS3 } from "../../fakes/s3/index.ts";

let s3: FakeS3;
let opened = 0;
beforeAll(async () => {
  s3 = await startS3();
});
afterAll(() => s3.stop());

const open = (changed: Readonly<Record<string, string>> = {}, path = "catalogue") => {
  opened += 1;
  const env = { ...s3.env, ...changed };
  return openLanceCatalogue({ uri: `s3://papers/${path}-${opened}`, env });
};
const refusal = async (opening: Promise<unknown>): Promise<string> => {
  const error = await opening.then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(error).toBeInstanceOf(CatalogueError);
  return String((error as Error).message);
};

catalogueContract("on LanceDB in an object store", () => open());

describe("an object store", () => {
  test("that does not keep If-None-Match is refused, and nothing is left there", async () => {
    s3.ignoresConditions = true;
    onTestFinished(() => {
      s3.ignoresConditions = false;
    });
    const said = await refusal(open({}, "forgetful"));
    expect(said).toMatch(/does not keep If-None-Match.*use one that does/);
    expect(said).toContain(new URL(s3.url).host);
    expect(s3.bucket("papers").keys().join(" ")).not.toContain("forgetful");
  });

  test.each<[string, Readonly<Record<string, string>>, RegExp]>([
    ["wrong keys", { AWS_SECRET_ACCESS_KEY: "wr0ng-secret" }, /refuses these keys/],
    ["no keys", { AWS_ACCESS_KEY_ID: "" }, /needs AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY/],
    ["nobody at its address", { AWS_ENDPOINT_URL: "http://127.0.0.1:1" }, /can't be reached/],
    ["no address", { AWS_ENDPOINT_URL: "somewhere" }, /must be an address/],
  ])("with %s is told in one sentence without a secret", async (_, changed, words) => {
    const said = await refusal(open(changed));
    expect(said).toMatch(words);
    expect(said).not.toMatch(/\n|secret$|wr0ng|fake-/);
  });

  test("is asked for nothing while nobody asks the catalogue", async () => {
    const catalogue = await open();
    onTestFinished(() => catalogue.close());
    await catalogue.add([{ key: "arxiv:2401.00001", title: "On Graphs", abstract: "" }]);
    const asked = s3.log.length;
    await new Promise((resolve) => setImmediate(resolve));
    expect(s3.log).toHaveLength(asked);
    await catalogue.get("arxiv:2401.00001");
    expect(s3.log.slice(asked).filter((line) => !line.startsWith("GET"))).toEqual([]);
  });
});

test("an address of another kind is refused", async () => {
  expect(await refusal(openLanceCatalogue({ uri: "gs://bucket/path" }))).toMatch(/s3:\/\/bucket/);
});
