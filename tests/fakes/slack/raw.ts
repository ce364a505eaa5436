import type { FakeSlack, Fields } from "./index.ts";

/** A Web API answer with its HTTP side. */
type Answered = {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Fields;
};

/** Calls a method without any SDK, with the bot's token unless another is given. */
export async function raw(
  slack: FakeSlack,
  method: string,
  args: Fields,
  options: { readonly token?: string; readonly form?: boolean } = {},
): Promise<Answered> {
  const { token = slack.botToken, form = false } = options;
  const response = await fetch(`${slack.apiUrl}${method}`, {
    method: "POST",
    headers: {
      "content-type": form
        ? "application/x-www-form-urlencoded"
        : "application/json; charset=utf-8",
      ...(token && { authorization: `Bearer ${token}` }),
    },
    body: form ? new URLSearchParams(written(args)).toString() : JSON.stringify(args),
  });
  const { status, headers } = response;
  return { status, headers, body: (await response.json()) as Fields };
}

function written(args: Fields): Record<string, string> {
  return Object.fromEntries(
    Object.entries(args).map(([name, value]) => [
      name,
      typeof value === "string" ? value : JSON.stringify(value),
    ]),
  );
}
