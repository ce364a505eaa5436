/** The control of a field, and its answer as Slack sends it; `drawn` where it is more than the control. */
export type Field = {
  readonly control: HTMLElement;
  readonly drawn?: HTMLElement;
  readonly read: () => object;
};
