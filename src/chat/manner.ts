/** How a post goes out, as the channel's manager chose; a platform passes over what it doesn't have. */
export type Manner = {
  /** Rings for everyone who follows the channel; without it a post is silent where the platform can. */
  readonly loud?: boolean;
  /** A role (Discord) or user group (Slack) that is mentioned, by the platform's id. */
  readonly mention?: string;
  /** Published to the servers that follow an announcement channel (Discord). */
  readonly publish?: boolean;
  /** With a thread below it: for talk (Discord), or with the papers in detail (Slack). */
  readonly thread?: boolean;
};
