import { CatalogueError } from "./catalogue-error.ts";

/** What LanceDB gives every error of its own for a code. */
const OWN_CODE = "GenericFailure";

/**
 * The same catalogue on LanceDB, but that what can't be read there is told in a sentence with its cure. Its
 * methods must answer by promises and need no `this`.
 * @throws CatalogueError from each of its methods instead of an error of LanceDB itself
 */
export function readable<C extends object>(catalogue: C, uri: string): C {
  const told =
    (method: (...asked: readonly unknown[]) => Promise<unknown>) =>
    async (...asked: readonly unknown[]) => {
      try {
        return await method(...asked);
      } catch (error) {
        throw isOwn(error) ? new CatalogueError(sentence(uri, error), { cause: error }) : error;
      }
    };
  const methods = Object.entries(catalogue).map(([name, method]) => [name, told(method)]);
  // Each method is asked with what it was asked with, and answers the same.
  return Object.fromEntries(methods) as C;
}

function isOwn(error: unknown): error is Error {
  return error instanceof Error && "code" in error && error.code === OWN_CODE;
}

function sentence(uri: string, { message }: Error): string {
  const [reason = ""] = message.split(/\n|, \/| {2}Caused by/);
  return `The catalogue at ${uri} can't be read (${reason.slice(0, 200)}): check its disk or store; if it is damaged, stop each bot that uses it and take it away, and the next start makes it anew from the database.`;
}
