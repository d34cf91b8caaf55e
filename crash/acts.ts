import { setTimeout as sleep } from "node:timers/promises";
import { untilTrue } from "../dev/untilTrue.ts";
import type { MonitoringTool } from "./monitoringTool.ts";
import type { Outside } from "./outside.ts";
import { alarms, burst, type Story } from "./stories.ts";

const betweenAlertsMilliseconds = 150;
const betweenRepeatsMilliseconds = 400;
const recoversAfterMilliseconds = 2_000;

/**
 * Tells the stories of one act. They begin one after the other, so that some are in flight at every moment.
 */
export async function tellAct(tool: MonitoringTool, act: readonly Story[]): Promise<void> {
  const begin = async (story: Story, index: number) => {
    await sleep(index * alarms.length * betweenAlertsMilliseconds);
    await tell(tool, story);
  };
  await Promise.all(act.map(begin));
}

async function tell(tool: MonitoringTool, { node, recovers }: Story): Promise<void> {
  for (const alarm of alarms) {
    await tool.send({ node, alarm, status: "firing" });
    await sleep(betweenAlertsMilliseconds);
  }
  if (!recovers) return;
  await sleep(recoversAfterMilliseconds);
  for (const alarm of alarms) await tool.send({ node, alarm, status: "recovered" });
}

/** All in one request, as when a switch fails: more alerts than are relayed at once. */
export const tellBurst = (tool: MonitoringTool): Promise<void> =>
  tool.send(...burst.map((node) => ({ node, alarm: alarms[0], status: "firing" as const })));

/**
 * Repeats the alerts that still fire, whether or not anyone answers, as tools do. Returns a function that
 * stops this and waits for requests under way.
 */
export function repeatWhatFires(tool: MonitoringTool, stories: readonly Story[]): () => Promise<void> {
  const stays = new Set(stories.filter(({ recovers }) => !recovers).map(({ node }) => node));
  const sent: Promise<unknown>[] = [];
  const timer = setInterval(() => {
    const firing = tool.accepted.filter(({ node }) => stays.has(node));
    const next = firing[sent.length % Math.max(1, firing.length)];
    if (next !== undefined) sent.push(tool.send({ node: next.node, alarm: next.alarm, status: "firing" }));
  }, betweenRepeatsMilliseconds);
  return async () => {
    clearInterval(timer);
    await Promise.all(sent);
  };
}

/** Waits for a phone to ring: early enough that half of an act is still to be told. */
export async function untilSomePhoneRings(outside: Outside, act: readonly Story[]): Promise<void> {
  const firstPhones = new Set(act.map(({ people }) => people[0]!.phone));
  const ask = async () => {
    const rings = (await outside.ledger()).rings.filter(({ to }) => firstPhones.has(to));
    return rings.length >= act.length / 2 && rings.some(({ rangAt, endedAt }) => rangAt && !endedAt);
  };
  await untilTrue(ask, { withinMilliseconds: 60_000, everyMilliseconds: 200, otherwise: "no phone rings" });
}
