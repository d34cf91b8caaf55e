import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { toban } from "../dev/demo/command.ts";
import { freePorts } from "../dev/freePorts.ts";
import { untilTrue } from "../dev/untilTrue.ts";
import { repeatWhatFires, tellAct, tellBurst, untilSomePhoneRings } from "./acts.ts";
import { type Aftermath, readAftermath, unfinished } from "./aftermath.ts";
import {
  claimedRings,
  letterOf,
  lettersOfTwoIds,
  listsCutShort,
  placesRungTwice,
  ringsWithoutRow,
  rungForTwoIncidents,
  rungTogether,
} from "./findings.ts";
import { type AcceptedAlert, monitoringTool } from "./monitoringTool.ts";
import { type Outside, startOutside } from "./outside.ts";
import {
  addressesOf,
  alarms,
  burst,
  chatRoom,
  customer,
  customerFile,
  source,
  storiesOf,
} from "./stories.ts";
import { type PartName, partNames, type SystemUnderTest, startSystem } from "./system.ts";

const dramaMilliseconds = 240_000;
const settledWithinMilliseconds = 120_000;
const backWithinMilliseconds = 10_000;

const stories = storiesOf([...partNames, "everything"] as const);
const allStories = [...stories.values()].flat();

let stateDir: string;
let outside: Outside;
let system: SystemUnderTest;
let accepted: readonly AcceptedAlert[];
let after: Aftermath;
const backAfterMilliseconds = new Map<PartName, number>();

beforeAll(async () => {
  stateDir = mkdtempSync(path.join(tmpdir(), "toban-crash-"));
  outside = await startOutside();
  await outside.script(allStories);
  const [port, mailIntakePort] = await freePorts(2);
  const given = { ...outside.variables, PORT: `${port}`, MAIL_INTAKE_PORT: `${mailIntakePort}` };
  system = await startSystem(stateDir, given);
  const tool = monitoringTool(system.api, await importCustomer());
  const stopRepeating = repeatWhatFires(tool, allStories);
  const telling: Promise<void>[] = [];
  for (const [victim, act] of stories) {
    telling.push(tellAct(tool, act));
    await untilSomePhoneRings(outside, act);
    if (victim !== "everything") {
      backAfterMilliseconds.set(victim, await system.killAndAwait(victim));
    } else {
      await tellBurst(tool);
      await system.killEverything();
      system = await startSystem(stateDir, given);
    }
  }
  await Promise.all([...telling, stopRepeating()]);
  accepted = tool.accepted;
  after = await settled();
}, dramaMilliseconds);

afterAll(async () => {
  await system?.stop();
  await outside?.stop();
  rmSync(stateDir, { recursive: true, force: true });
});

describe("every part is killed with incidents in flight, then all of them at once", () => {
  it("[RA2] a part that dies is up again within 10 s, by itself", () => {
    const late = [...backAfterMilliseconds].filter(
      ([, tookMilliseconds]) => tookMilliseconds > backWithinMilliseconds,
    );
    expect(late).toEqual([]);
    expect([...backAfterMilliseconds.keys()]).toEqual(partNames);
  });

  it("[R5.1a][RA2] every alert answered with 202 is one row, in an incident", () => {
    const bound = after.alerts.filter(({ incident }) => incident !== null);
    expect(bound.map(({ id }) => id)).toEqual(accepted.map(({ id }) => id).toSorted((a, b) => a - b));
    expect(after.incidents).toHaveLength(allStories.length * alarms.length + burst.length);
  });

  it("[RA2] senders got no answer for a while, and sent again", () => {
    expect(accepted.filter(({ attempts }) => attempts > 1).length).toBeGreaterThan(0);
  });

  it("[RA2] nothing is left waiting or under way", () => {
    expect(unfinished(after)).toEqual([]);
  });

  it("[RA2] no phone rings twice for one place of one round", () => {
    expect(after.outside.rings.length).toBeGreaterThan(allStories.length);
    expect(placesRungTwice(after)).toEqual([]);
  });

  it("[RA2] every ring has an earlier row, and no row claims a ring that never happened", () => {
    expect(ringsWithoutRow(after)).toEqual([]);
    expect(claimedRings(after)).toEqual([]);
  });

  it("[R5.2.2c] no phone rings for two at once, nor for another incident within the skip interval", () => {
    expect(rungTogether(after)).toEqual([]);
    expect(rungForTwoIncidents(after)).toEqual([]);
  });

  it("[R5.2.2e] every call list goes to its end, and a mail says so where nobody was reached", () => {
    expect(listsCutShort(after, allStories)).toEqual([]);
  });

  it("[R5.2.2a] pressing 1 acknowledges the incident, also while a part is away", () => {
    const acknowledged = after.calls.filter(({ outcome }) => outcome === "acknowledged");
    expect(acknowledged.length).toBeGreaterThan(0);
    const numbers = new Set(acknowledged.map(({ incident }) => incident));
    const forgotten = after.incidents.filter((one) => numbers.has(one.number) && one.acknowledgedBy === null);
    expect(forgotten.map(({ number }) => number)).toEqual([]);
  });

  it("[R5.2.1][R5.1d][RA2] mail reaches every recipient, and a repeat bears the same Message-ID", () => {
    const words = { firing: "発生", recovered: "復旧" };
    const expected = accepted.flatMap(({ node, alarm, status }) => {
      const subject = `【${node}】 ${alarm}警報${words[status]}のご連絡`;
      return addressesOf(node, allStories).map((address) => `${subject} to ${address}`);
    });
    const letters = new Set(after.outside.mails.map(letterOf));
    expect(expected.filter((letter) => !letters.has(letter))).toEqual([]);
    expect(lettersOfTwoIds(after)).toEqual([]);
  });

  it("[R5.4][RA2] chat is told of every alert and every recovery", () => {
    const lines = after.outside.posts.filter(({ room }) => room === chatRoom).map(({ text }) => text);
    const untold = accepted.filter(({ node, alarm, status }) => {
      const word = status === "firing" ? "発生" : "復旧";
      return !lines.some((line) => line.startsWith(`${word} ${node} ${alarm} `));
    });
    expect(untold).toEqual([]);
  });

  it("[R5.1e] what has recovered is closed, and nothing else", () => {
    const over = new Set(
      accepted.filter(({ status }) => status === "recovered").map(({ node, alarm }) => `${node} ${alarm}`),
    );
    const closed = after.incidents.filter(({ closedAt }) => closedAt !== null);
    expect(new Set(closed.map(({ node, alarm }) => `${node} ${alarm}`))).toEqual(over);
  });
});

async function importCustomer(): Promise<string> {
  const file = path.join(stateDir, "customer.yaml");
  writeFileSync(file, customerFile(allStories));
  const env = { PATH: process.env.PATH, TOBAN_STATE_DIR: stateDir };
  await toban(env, "import", file);
  return await toban(env, "source-key", customer, source);
}

async function settled(): Promise<Aftermath> {
  let last: Aftermath | null = null;
  await untilTrue(
    async () => {
      last = await readAftermath(system.databaseUrl, outside.ledger);
      return unfinished(last).length === 0;
    },
    {
      withinMilliseconds: settledWithinMilliseconds,
      everyMilliseconds: 500,
      otherwise: "not everything comes to its end",
    },
  ).catch(() => {});
  if (last === null) throw new Error("the database does not answer");
  return last;
}
