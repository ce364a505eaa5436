/** Who asked. Ids are the platform's own; `manager` is the platform's verdict on this person, made for this call. */
export type Person = {
  readonly id: string;
  readonly name?: string;
  /** May change what the channel is sent (Discord: Manage Server; Slack: admins, owners and those allowed). */
  readonly manager: boolean;
  /** IANA time zone, where the platform knows it. */
  readonly zone?: string;
};

/** Where something is asked or posted. `tenant` is the Discord server or Slack workspace, from the verified envelope. */
export type Place = {
  readonly platform: string;
  readonly tenant: string;
  readonly channel: string;
};

/** The value of one option: text and channel ids are strings, whole numbers are numbers, yes or no is a boolean. */
export type Value = string | number | boolean;

/** Values by option name. An option that was not given is absent. */
export type Values = Readonly<Record<string, Value>>;

/**
 * One request, whatever it came from: a slash command, a button, a menu pick, a form or a line at
 * the console. Nothing of the platform is left in it but ids, so a call can be tested as plain data.
 */
export type Call = {
  readonly command: string;
  readonly input: Values;
  readonly by: Person;
  readonly at: Place;
  /** Channels of this call that the bot could not post in, by id: the cure in one sentence for each. */
  readonly barred?: Readonly<Record<string, string>>;
};

/**
 * A call waiting in a button or a menu: a command with its words already filled in. There are no
 * click handlers, so nothing is lost when the bot restarts.
 */
export type Next = {
  readonly command: string;
  readonly input: Values;
  /** Options to ask for in a form before the call is made; the form starts from what `input` holds. */
  readonly ask?: readonly string[];
  /** Where the answer goes: over the message that holds the button, or beside it (the default). */
  readonly answer?: "over" | "beside";
};
