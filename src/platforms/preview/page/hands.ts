/** What a drawn message can do, handed to everything that draws a part of it. */
export type Hands = {
  /** Something was pressed or picked: what the service itself would send, and the element that was used. */
  press(control: object, source: HTMLElement): void;
  /** Texts attached to the message, by name. */
  readonly files: Readonly<Record<string, string>>;
  /** Name of the page's one channel; each service has an id of its own for it on the wire. */
  readonly channel: string;
};
