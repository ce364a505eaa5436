/** What the page and the bot say to each other, as JSON. Types alone, since the page is another program. */

/** A message as one service is sent it, and those of the thread below it; the wire JSON of its renderer. */
export type Drawn = {
  readonly messages: readonly unknown[];
  readonly thread?: readonly unknown[];
};

/** An answer or a post, drawn once for each service. */
export type Message = {
  /** Number of a post, by which the page asks for later ones. */
  readonly post?: number;
  /** The words that asked for it, as they would be typed after the root command. */
  readonly said?: string;
  /** Its line for screen readers. */
  readonly summary: string;
  /** Nobody else sees it. */
  readonly isPrivate: boolean;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly looks: Readonly<Record<string, Drawn>>;
};

/** What becomes of what somebody did. */
export type Answer =
  /** `over`: in the place of the message whose button was pressed. */
  | { readonly kind: "message"; readonly message: Message; readonly over: boolean }
  /** `channel`: what the form calls the page's one channel. */
  | {
      readonly kind: "form";
      readonly look: string;
      readonly form: unknown;
      readonly channel: string;
    }
  /** The form stays open, with these sentences at its fields. */
  | { readonly kind: "refused"; readonly errors: Readonly<Record<string, string>> };

/** The message that something was pressed in. */
export type Origin = { readonly isPrivate: boolean; readonly isPost: boolean };

/** Asks of the page. `zone` is the browser's IANA time zone. */
export type Say = { readonly line: string; readonly zone: string };
export type Press = {
  readonly look: string;
  /** As the service itself would send it. */
  readonly control: object;
  readonly origin: Origin;
  readonly zone: string;
};
export type Submit = {
  readonly look: string;
  /** As the service itself would send it. */
  readonly form: object;
  readonly origin: Origin;
  readonly zone: string;
};
export type Suggest = {
  readonly look: string;
  readonly form: object;
  readonly option: string;
  readonly typed: string;
  readonly zone: string;
};

/** What a line may go on with: `value` stands in for `typed`, the end of the line. */
export type Completions = {
  readonly typed: string;
  readonly found: readonly {
    readonly value: string;
    readonly label: string;
    readonly about?: string;
  }[];
};

/** What the page is told when it opens. */
export type Welcome = {
  readonly root: string;
  readonly channel: string;
  readonly readOnly: boolean;
  readonly commands: readonly { readonly name: string; readonly about: string }[];
};

/** Posts since the page last asked, and the number of the newest one that there is. */
export type Posts = { readonly messages: readonly Message[]; readonly newest: number };

/** A request that can't be answered: one sentence that says what to do. */
export type Trouble = { readonly trouble: string };
