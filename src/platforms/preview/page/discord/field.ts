/** A field's answer as Discord sends it. */
type Answered = { readonly value: string } | { readonly values: readonly string[] };

/** A field of a modal, drawn: the control itself, and its answer. */
export type Field = { readonly control: HTMLElement; readonly read: () => Answered };

/** A part of a modal, drawn; `read` gives its answer as Discord sends it, where it asks something. */
export type Part = { readonly drawn: HTMLElement; readonly read?: () => object };
