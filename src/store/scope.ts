/**
 * Whose rows a query may touch: a platform's name and the tenant on it (a Discord guild, a Slack
 * workspace). Both come from the platform's verified envelope, never from what a person typed.
 */
export type Scope = { readonly platform: string; readonly tenant: string };
