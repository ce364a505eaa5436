/** The package ships plain JavaScript for its schemas; these are the ones the fake reads. */
declare module "discord-api-spec/zod" {
  /** One thing a schema found wrong; of a union, what each of its members found. */
  export type Issue = {
    readonly code: string;
    readonly path: readonly (string | number)[];
    readonly message: string;
    readonly errors?: readonly (readonly Issue[])[];
    readonly input?: unknown;
    readonly origin?: string;
    readonly format?: string;
    readonly expected?: string;
    readonly values?: readonly unknown[];
    readonly minimum?: number;
    readonly maximum?: number;
  };
  /** A schema of zod/mini, as far as it is used here. */
  export type Schema = {
    safeParse(
      value: unknown,
      context?: { readonly reportInput?: boolean },
    ):
      | { readonly success: true; readonly data: unknown }
      | { readonly success: false; readonly error: { readonly issues: readonly Issue[] } };
  };
  export const ApplicationCommandAutocompleteCallbackRequestSchema: Schema;
  export const ApplicationCommandUpdateRequestSchema: Schema;
  export const CreateForumThreadRequestSchema: Schema;
  export const CreateMessageInteractionCallbackRequestSchema: Schema;
  export const CreatePrivateChannelRequestSchema: Schema;
  export const CreateTextThreadWithMessageRequestSchema: Schema;
  export const CreateTextThreadWithoutMessageRequestSchema: Schema;
  export const IncomingWebhookRequestPartialSchema: Schema;
  export const IncomingWebhookUpdateRequestPartialSchema: Schema;
  export const MessageCreateRequestSchema: Schema;
  export const MessageEditRequestPartialSchema: Schema;
  export const ModalInteractionCallbackRequestSchema: Schema;
  export const UpdateMessageInteractionCallbackRequestSchema: Schema;
  export const UpdateThreadRequestPartialSchema: Schema;
}
