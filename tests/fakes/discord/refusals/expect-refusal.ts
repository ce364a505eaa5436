import { expect } from "vitest";
import type { FakeDiscord } from "../index.ts";
import type { Json } from "../json.ts";
import { call } from "../stage.ts";

/** A bad body, and where Discord says it is wrong (steps joined by dots; none: as a whole). */
export type Bad = readonly [name: string, body: unknown, path: string];

/** Sends a body and expects Discord's answer to an invalid one, with an error at the path. */
export async function expectRefusal(
  discord: FakeDiscord,
  request: string,
  body: unknown,
  path: string,
  options: { readonly auth?: boolean } = {},
): Promise<void> {
  const got = await call(discord, request, body, options);
  expect(got).toMatchObject({ status: 400, body: { code: 50035, message: "Invalid Form Body" } });
  expect(errorsAt(got.body, path), JSON.stringify(got.body)).toEqual([
    { code: expect.any(String), message: expect.any(String) },
  ]);
  expect(discord.refusals).toMatchObject([{ status: 400, code: 50035, body }]);
}

/** The errors at a path of the tree Discord answers. */
function errorsAt(body: Json, path: string): unknown {
  const steps = path === "" ? [] : path.split(".");
  const top = body.errors as Json | undefined;
  return steps.reduce((tree, step) => tree?.[step] as Json | undefined, top)?._errors;
}
