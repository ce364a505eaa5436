import type { Fault } from "./blocks/check.ts";
import { spelled } from "./blocks/spelled.ts";
import type { Fields } from "./fields.ts";

/** A refusal of the Web API: answered as `{ok: false, error, …}`. */
export class ApiError extends Error {
  readonly error: string;
  /** Further fields of the answer, such as `needed` and `provided`. */
  readonly more: Fields;

  constructor(error: string, more: Fields = {}) {
    super(error);
    this.name = "ApiError";
    this.error = error;
    this.more = more;
  }
}

/** The refusal of blocks, which names every fault by its JSON pointer. */
export function refuseBlocks(faults: readonly Fault[]): ApiError {
  const errors = spelled(faults);
  return new ApiError("invalid_blocks", { errors, ...inMetadata(errors) });
}

/** The refusal of arguments, views among them. */
export function refuseArguments(faults: readonly Fault[]): ApiError {
  return new ApiError("invalid_arguments", inMetadata(spelled(faults)));
}

function inMetadata(errors: readonly string[]): Fields {
  return { response_metadata: { messages: errors.map((error) => `[ERROR] ${error}`) } };
}
