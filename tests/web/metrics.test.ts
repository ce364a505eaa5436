import { expect, test } from "vitest";
import { createMetrics, type Readings } from "../../src/web/index.ts";

const READINGS: Readings = {
  lagMs: 90_000,
  beatMs: 12_000,
  subscriptions: { enabled: 3, paused: 1, disabled: 0 },
  platforms: { discord: true, slack: false },
  sources: [
    { source: "arxiv", ageMs: 60_000, failed: 0 },
    { source: "huggingface", failed: 4 },
  ],
  discordLogins: 7,
};

const pageOf = async (metrics: ReturnType<typeof createMetrics>) => (await metrics.page()).text;
const open = (read: () => Promise<Readings> = async () => READINGS) => createMetrics({ read });

test("how things stand is told in seconds, by names of ours", async () => {
  const page = await pageOf(open());
  for (const line of [
    "paperboy_due_lag_seconds 90",
    "paperboy_heartbeat_age_seconds 12",
    'paperboy_subscriptions{state="enabled"} 3',
    'paperboy_platform_ready{platform="discord"} 1',
    'paperboy_platform_ready{platform="slack"} 0',
    'paperboy_source_age_seconds{source="arxiv"} 60',
    'paperboy_source_failures{source="huggingface"} 4',
    "paperboy_discord_identifies_used 7",
  ])
    expect(page.split("\n")).toContain(line);
  expect(page).not.toContain('source_age_seconds{source="huggingface"}');
  expect(page).toMatch(/^paperboy_process_resident_memory_bytes \d+$/m);
});

test("what happened is counted by what it was, and by nothing else", async () => {
  const metrics = open();
  metrics.answered({ command: "search", ms: 4, outcome: "answered" });
  metrics.answered({ command: "search", ms: 40, outcome: "answered" });
  metrics.answered({ ms: 1, outcome: "refused" });
  metrics.answered({ command: "search", ms: 0, outcome: "limited" });
  metrics.delivered({ platform: "discord", result: "sent", late: true, lateMs: 200_000 });
  metrics.delivered({ platform: "slack", result: "retry", late: false, lateMs: 5, fault: "rate" });
  metrics.asked({ source: "arxiv", ms: 700 });
  metrics.asked({ source: "arxiv", ms: 20_000, fault: "down" });
  const lines = (await pageOf(metrics)).split("\n");
  for (const line of [
    'paperboy_command_seconds_bucket{le="0.005",command="search",outcome="answered"} 1',
    'paperboy_command_seconds_count{command="search",outcome="answered"} 2',
    'paperboy_command_seconds_count{command="other",outcome="refused"} 1',
    "paperboy_commands_limited_total 1",
    'paperboy_deliveries_total{platform="discord",result="sent"} 1',
    'paperboy_deliveries_total{platform="slack",result="retry"} 1',
    'paperboy_deliveries_late_total{platform="discord"} 1',
    'paperboy_delivery_lateness_seconds_sum{platform="discord"} 200',
    'paperboy_delivery_faults_total{platform="slack",fault="rate"} 1',
    'paperboy_source_seconds_count{source="arxiv",fault="none"} 1',
    'paperboy_source_seconds_sum{source="arxiv",fault="down"} 20',
  ])
    expect(lines).toContain(line);
});

test("what is counted before Prometheus's client is loaded is told with what is counted after", async () => {
  const metrics = open();
  const answered = { command: "help", ms: 1, outcome: "answered" } as const;
  metrics.answered(answered);
  const [page] = await Promise.all([metrics.page(), metrics.load()]);
  expect(page.text).toContain(
    `paperboy_command_seconds_count{command="help",outcome="answered"} 1`,
  );
  metrics.answered(answered);
  expect(await pageOf(metrics)).toContain(
    `paperboy_command_seconds_count{command="help",outcome="answered"} 2`,
  );
});

test("every metric is ours by its name, and none names a place, a person or a text", async () => {
  const metrics = open();
  metrics.answered({ command: "search", ms: 4, outcome: "answered" });
  metrics.delivered({ platform: "discord", result: "sent", late: false, lateMs: 1 });
  const page = await pageOf(metrics);
  const samples = page.split("\n").filter((line) => line && !line.startsWith("#"));
  for (const line of samples) expect(line).toMatch(/^paperboy_/);
  const labels = new Set([...page.matchAll(/[{,](\w+)="/g)].map(([, name]) => name));
  for (const label of labels) expect(LABELS).toContain(label);
});

/** The last four are of the process itself. */
const LABELS = [
  ...["command", "outcome", "platform", "result", "fault", "source", "state", "le"],
  ...["type", "space", "kind", "version", "major", "minor", "patch"],
];

test("each scrape tells what is true now, and nothing of before", async () => {
  let readings = READINGS;
  const metrics = open(async () => readings);
  await metrics.page();
  readings = { lagMs: 0, subscriptions: {}, platforms: {}, sources: [] };
  const page = await pageOf(metrics);
  expect(page).toContain("paperboy_due_lag_seconds 0\n");
  const gone =
    /^paperboy_(?:heartbeat_age_seconds|subscriptions|platform_ready|discord_identifies_used)[ {]/m;
  expect(page).not.toMatch(gone);
});

test("a database that does not answer costs what it would tell, and no more", async () => {
  const metrics = open(() => Promise.reject(new Error("no database")));
  metrics.answered({ command: "help", ms: 1, outcome: "answered" });
  const page = await pageOf(metrics);
  expect(page).toContain('paperboy_command_seconds_count{command="help",outcome="answered"} 1');
  expect(page).not.toMatch(/^paperboy_due_lag_seconds /m);
});
