import type { Fields } from "./fields.ts";

/** Something that the app did and Slack would not take. */
export type Refusal = {
  /** The Web API method, `response_url`, `ack`, … */
  readonly method: string;
  readonly error: string;
  /** Each fault with its JSON pointer, where there are such. */
  readonly details: readonly string[];
  /** Slack takes it, we do not: a message without a fallback text, for one. */
  readonly ours: boolean;
  /** What was sent. */
  readonly sent: Fields;
};

/** One refusal on one line, for the message of a failing test. */
export function tell({ method, error, details }: Refusal): string {
  return [`${method}: ${error}`, ...details.map((detail) => `  ${detail}`)].join("\n");
}
