/** One thing that was looked at before trouble comes, or because of it. */
export type Finding = {
  /** What was looked at, in a word or two: “database”, “Slack scopes”. */
  readonly about: string;
  /** `off`: not in use here, so not looked at. */
  readonly state: "well" | "beware" | "ill" | "off";
  /** How it is, in a sentence without secrets. */
  readonly said: string;
  /** What to do about it, in a sentence; always there when it is ill. */
  readonly cure?: string;
};
