import { type Host, type Place, type Platform, PostError, type Reply } from "#chat";
import { cleanLine } from "./clean.ts";
import { clock } from "./clock.ts";
import type { Desk } from "./desk.ts";
import { type Outlet, wordsFor } from "./outlet.ts";
import type { Terminal } from "./terminal.ts";

/** Post keys remembered, so that a second try of the same post prints nothing. */
const KEYS_KEPT = 1000;

const UNREAD = "Nobody reads the console now: start it again.";

const UNSEEN =
  "nobody knows how an earlier try ended, and what stood on the screen can't be looked at";

/** What there is of a console at the moment. */
type Around = {
  readonly terminal: Terminal | undefined;
  readonly desk: Desk | undefined;
  readonly host: Host | undefined;
};

/** Shows what nobody asked for: posts, and what somebody is told. */
export function createPosting(with_: {
  readonly outlet: Outlet;
  /** IANA zone of the one who sits here. */
  readonly zone: () => string;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly around: () => Around;
}): Pick<Platform, "post" | "tell"> {
  const { outlet, zone, now, around } = with_;
  const sent = new Set<string>();
  const draw = (title: string, reply: Reply): Promise<string> => {
    const { terminal, desk, host } = around();
    const press = terminal ? (desk?.keep(reply) ?? 1) : wordsFor(host?.commands ?? []);
    return outlet.draw(reply, press, title);
  };
  const show = async (title: string, reply: Reply, key: string): Promise<void> => {
    const { terminal, host } = around();
    if (sent.has(key)) return;
    if (!host || outlet.gone()) throw new PostError("transient", UNREAD);
    remember(sent, key);
    try {
      const text = await draw(title, reply);
      // Somebody may have sat down while it was drawn, or left.
      const { terminal: there } = around();
      if (terminal && there !== terminal) throw new PostError("transient", UNREAD);
      if (there) there.print(text);
      else if (!(await outlet.write(text))) throw new PostError("transient", UNREAD);
    } catch (error) {
      sent.delete(key);
      throw error;
    }
  };
  const titled = (of: Place["channel"]) =>
    [`#${cleanLine(of)}`, clock(now(), zone())].filter(Boolean).join(" · ");
  return {
    async post({ channel }, reply, key, _manner, progress) {
      if (progress?.earlier?.sure && !sent.has(key)) throw new PostError("unknown", UNSEEN);
      await show(titled(channel), reply, key);
      return {};
    },
    tell: (_to, reply, key) => show(clock(now(), zone()) ?? "", reply, `told ${key}`),
  };
}

/** Remembers a post's key, and forgets the oldest. */
function remember(sent: Set<string>, key: string): void {
  sent.add(key);
  const [oldest] = sent;
  if (sent.size > KEYS_KEPT && oldest !== undefined) sent.delete(oldest);
}
