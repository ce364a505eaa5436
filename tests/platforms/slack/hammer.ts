import { createHmac } from "node:crypto";
import { once } from "node:events";
import { Agent, createServer, type IncomingMessage, request } from "node:http";
import type { AddressInfo } from "node:net";

/**
 * A Slack in a process of its own, as it is in life: sends slash commands, so many at once, and prints
 * the times to their acknowledgement in milliseconds, and how many were answered, as JSON.
 */
const [
  ,
  ,
  url = "",
  secret = "",
  seconds = "",
  team = "",
  channel = "",
  user = "",
  atOnce = "",
  rounds = "",
] = process.argv;

let answered = 0;
const arrived = new Set<() => void>();
const sink = createServer((request, response) => {
  request.resume();
  response.end("ok");
  answered++;
  for (const look of arrived) look();
});
sink.listen(0, "127.0.0.1");
await once(sink, "listening");
const { port } = sink.address() as AddressInfo;

const agent = new Agent({ keepAlive: true });
const times: number[] = [];
for (let round = 0; round < Number(rounds); round++) {
  await Promise.all(Array.from({ length: Number(atOnce) }, (_, i) => command(`${round} ${i}`)));
  await until((round + 1) * Number(atOnce));
}
process.stdout.write(JSON.stringify({ times, answered }));
agent.destroy();
sink.closeAllConnections();
sink.close();

async function command(mark: string): Promise<void> {
  const body = new URLSearchParams({
    ...{ command: "/papers", text: `search topological transformers ${mark}` },
    ...{ team_id: team, channel_id: channel, user_id: user, user_name: "ada" },
    ...{ trigger_id: mark, response_url: `http://127.0.0.1:${port}/${encodeURIComponent(mark)}` },
  }).toString();
  const from = performance.now();
  const sent = request(url, {
    method: "POST",
    agent,
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      "x-slack-request-timestamp": seconds,
      "x-slack-signature": `v0=${createHmac("sha256", secret).update(`v0:${seconds}:${body}`).digest("hex")}`,
    },
  }).end(body);
  const [response] = (await once(sent, "response")) as [IncomingMessage];
  times.push(performance.now() - from);
  response.resume();
  if (response.statusCode !== 200) throw new Error(`HTTP ${response.statusCode}`);
}

function until(count: number): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (answered < count) return;
      arrived.delete(look);
      resolve();
    };
    arrived.add(look);
    look();
  });
}
