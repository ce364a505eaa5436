import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import { within } from "#chat";
import type { Counts } from "./metrics.ts";
import type { Readings } from "./readings.ts";

/** Longest that how things stand is waited for, in milliseconds; the counts are told all the same. */
const PATIENCE_MS = 2_000;

/** Upper ends in seconds: a command answers in some milliseconds, and platforms give up after 3 s. */
const ANSWER_S = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 3, 20];

/** Upper ends in seconds: a beat comes each minute, the promise is 90 s, the grace window ends after 6 h. */
const LATE_S = [1, 5, 15, 30, 60, 90, 300, 1_800, 7_200, 21_600];

/** Upper ends in seconds: a source is given up after 20 s. */
const SOURCE_S = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20];

/** How often the event loop is looked at once somebody reads the metrics, in milliseconds. */
const LOOP_MS = 20;

/**
 * The counts behind `createMetrics`, with `paperboy_` before every name. Labels are few and fixed: platforms,
 * commands, sources and results, never a tenant, a person or anything that somebody typed.
 */
export function createCounts(read: () => Promise<Readings>): Counts {
  const registry = new Registry();
  const { commands, limited, deliveries, late, lateness, faults, asked } = counters(registry);
  const stand = gauges(registry);
  let isRead = false;
  return {
    answered({ command = "other", ms, outcome }) {
      if (outcome === "limited") limited.inc();
      else commands.observe({ command, outcome }, ms / 1000);
    },
    delivered({ platform, result, late: isLate, lateMs, fault }) {
      deliveries.inc({ platform, result });
      if (isLate) late.inc({ platform });
      if (result === "sent") lateness.observe({ platform }, Math.max(0, lateMs) / 1000);
      if (fault !== undefined) faults.inc({ platform, fault });
    },
    asked({ source, ms, fault = "none" }) {
      asked.observe({ source, fault }, ms / 1000);
    },
    async page() {
      // A bot whose metrics nobody reads is spared the timer that these need.
      if (!isRead)
        collectDefaultMetrics({
          ...{ register: registry, prefix: "paperboy_", eventLoopMonitoringPrecision: LOOP_MS },
        });
      isRead = true;
      // What can't be read is left out: an old value would look like a fresh one.
      stand(await within(PATIENCE_MS, read()).catch(() => undefined));
      return { type: registry.contentType, text: await registry.metrics() };
    },
  };
}

function counters(registry: Registry) {
  const registers = [registry];
  return {
    commands: new Histogram({
      ...{ name: "paperboy_command_seconds", buckets: ANSWER_S, registers },
      help: "Time to answer a command; “other” is none of ours",
      labelNames: ["command", "outcome"],
    }),
    limited: new Counter({
      ...{ name: "paperboy_commands_limited_total", registers },
      help: "Commands refused because somebody asked too often",
    }),
    deliveries: new Counter({
      ...{ name: "paperboy_deliveries_total", registers },
      help: "Tries to send a daily post, by how they ended",
      labelNames: ["platform", "result"],
    }),
    late: new Counter({
      ...{ name: "paperboy_deliveries_late_total", registers },
      help: "Daily posts that were late",
      labelNames: ["platform"],
    }),
    lateness: new Histogram({
      ...{ name: "paperboy_delivery_lateness_seconds", buckets: LATE_S, registers },
      help: "From when a daily post was due until it was sent",
      labelNames: ["platform"],
    }),
    faults: new Counter({
      ...{ name: "paperboy_delivery_faults_total", registers },
      help: "Tries to send a daily post that failed, by the class of the failure",
      labelNames: ["platform", "fault"],
    }),
    asked: new Histogram({
      ...{ name: "paperboy_source_seconds", buckets: SOURCE_S, registers },
      help: "Time to ask a paper source one thing; fault is the class of a failure",
      labelNames: ["source", "fault"],
    }),
  };
}

/** Gauges of how things stand; what is given replaces everything told before. */
function gauges(registry: Registry): (readings: Readings | undefined) => void {
  const gauge = <L extends string>(name: string, help: string, ...labelNames: L[]) =>
    new Gauge({ name: `paperboy_${name}`, help, labelNames, registers: [registry] });
  const lag = gauge("due_lag_seconds", "How long ago the oldest post that is not out yet was due");
  const subscriptions = gauge("subscriptions", "Subscriptions of channels", "state");
  const beat = gauge("heartbeat_age_seconds", "Since the last heartbeat that ended well");
  const ready = gauge("platform_ready", "1 when a platform is connected", "platform");
  const age = gauge("source_age_seconds", "Since a paper source last answered", "source");
  const failures = gauge("source_failures", "Rounds since then that failed", "source");
  const logins = gauge(
    "discord_identifies_used",
    "Logins at Discord in the last 24 hours, of 1,000 allowed",
  );
  return (readings) => {
    for (const one of [lag, beat, logins]) one.remove();
    for (const one of [subscriptions, ready, age, failures]) one.reset();
    if (!readings) return;
    lag.set(readings.lagMs / 1000);
    if (readings.beatMs !== undefined) beat.set(readings.beatMs / 1000);
    if (readings.discordLogins !== undefined) logins.set(readings.discordLogins);
    for (const [state, count] of Object.entries(readings.subscriptions))
      subscriptions.set({ state }, count);
    for (const [platform, isReady] of Object.entries(readings.platforms))
      ready.set({ platform }, isReady ? 1 : 0);
    for (const { source, ageMs, failed } of readings.sources) {
      failures.set({ source }, failed);
      if (ageMs !== undefined) age.set({ source }, ageMs / 1000);
    }
  };
}
