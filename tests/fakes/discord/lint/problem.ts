import { ApiFailure } from "../failure.ts";
import type { Json } from "../json.ts";

/** One thing wrong with a body: where, and Discord's own code and words for it where they are known. */
export type Problem = {
  readonly path: readonly (string | number)[];
  readonly code: string;
  readonly message: string;
};

/** Says that something is wrong at a path. */
export function problem(
  path: readonly (string | number)[],
  code: string,
  message: string,
): Problem {
  return { path, code, message };
}

/**
 * Refuses a body with Discord's answer to one: 400, code 50035, a tree of errors named by the path.
 * @throws ApiFailure if there is any problem
 */
export function refuse(problems: readonly Problem[]): void {
  if (problems.length > 0) {
    throw new ApiFailure(400, 50035, "Invalid Form Body", true, errorTree(problems));
  }
}

/** One error a place: what is said first of it counts. */
function errorTree(problems: readonly Problem[]): Json {
  const tree = branch();
  for (const { path, code, message } of problems) {
    let node = tree;
    for (const step of path) {
      node[step] ??= branch();
      node = node[step] as Json;
    }
    node._errors ??= [{ code, message }];
  }
  return tree;
}

/** Keys come from the body, `__proto__` too: a branch inherits nothing. */
function branch(): Json {
  return Object.create(null);
}
