/** The app as Slack knows it: what api.slack.com shows on its settings pages. */
export type SlackApp = {
  readonly id: string;
  readonly name: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly signingSecret: string;
  /** App-level token with connections:write. */
  readonly appToken: string;
  /** The old verification token that every payload still carries. */
  readonly verificationToken: string;
  /** Scopes that an installation without OAuth has. */
  readonly scopes: readonly string[];
  /** Where OAuth may send people back to; empty: anywhere. */
  readonly redirectUrls: readonly string[];
  /** Whether bot tokens live 12 hours and are refreshed. */
  readonly rotation: boolean;
  /** A commercially distributed app outside the Marketplace may read history once a minute, 15 messages at a time. */
  readonly distribution: "internal" | "commercial";
  /** The manifest it was made from. Given: what it does not declare never arrives. */
  readonly manifest?: unknown;
};

/** The app that a fake has when a test says nothing else. */
export const USUAL_APP: SlackApp = {
  id: "A0PAPERBOY",
  name: "Paperboy",
  clientId: "1111.2222",
  clientSecret: "client-secret",
  signingSecret: "signing-secret",
  appToken: "xapp-1-A0PAPERBOY-1-abc",
  verificationToken: "verification-token",
  scopes: ["commands", "chat:write", "links:read", "links:write", "app_mentions:read", "im:write"],
  redirectUrls: [],
  rotation: false,
  distribution: "internal",
};
