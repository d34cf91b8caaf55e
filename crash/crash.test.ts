import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { skippedWithoutSshd, testPasswords } from "../activities/remote/ssh/testSshd.ts";
import { startTestHost, type TestHost } from "../activities/remote/target/testHost.ts";
import { toban, tobanTold } from "../dev/demo/command.ts";
import { freePorts } from "../dev/freePorts.ts";
import { untilTrue } from "../dev/untilTrue.ts";
import { repeatWhatFires, tellAct, tellBurst, untilSomePhoneRings } from "./acts.ts";
import { type Aftermath, readAftermath, unfinished } from "./aftermath.ts";
import {
  type Desk,
  deskCustomer,
  deskFile,
  listed,
  noteOf,
  operatorPhone,
  startDesk,
  subjectOf,
} from "./desk.ts";
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
import { type AcceptedAlert, type MonitoringTool, monitoringTool } from "./monitoringTool.ts";
import { type Outside, type OutsideLedger, startOutside } from "./outside.ts";
import { type Person, personAt, type SeenIncident } from "./person.ts";
import { rebooting, type Shop, serviceOf, shopCustomer, shopFile, startShop } from "./shop.ts";
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

const dramaMilliseconds = 420_000;
const settledWithinMilliseconds = 120_000;
const backWithinMilliseconds = 10_000;

const stories = storiesOf([...partNames, "everything"] as const);
const allStories = [...stories.values()].flat();

let stateDir: string;
let outside: Outside;
/** null where no SSH server can be started. */
let host: TestHost | null;
let system: SystemUnderTest;
let slowestStartMilliseconds = 0;
let desk: Desk;
let shop: Shop | null;
let accepted: readonly AcceptedAlert[];
let after: Aftermath;
/** The operator's incident, before the last call. */
let worked: SeenIncident;
const backAfterMilliseconds = new Map<PartName, number>();

beforeAll(async () => {
  stateDir = mkdtempSync(path.join(tmpdir(), "toban-crash-"));
  [outside, host] = await Promise.all([startOutside(), skippedWithoutSshd ? null : startTestHost()]);
  await outside.script(allStories);
  const [port, mailIntakePort] = await freePorts(2);
  const given = { ...outside.variables, PORT: `${port}`, MAIL_INTAKE_PORT: `${mailIntakePort}` };
  await start(given);
  const { operator, toolOf } = await importCustomers();
  const [tool, ofDesk, ofShop] = await Promise.all([
    toolOf(customer),
    toolOf(deskCustomer),
    host && toolOf(shopCustomer),
  ]);
  desk = await startDesk(operator, ofDesk);
  shop = host && ofShop && (await startShop(host, operator, ofShop));
  const stopRepeating = repeatWhatFires(tool, allStories);
  const telling: Promise<void>[] = [];
  for (const [victim, act] of stories) {
    telling.push(tellAct(tool, act));
    await untilSomePhoneRings(outside, act);
    if (victim !== "everything") {
      await shop?.isBeingRestarted(victim);
      await untilSomePhoneRings(outside, act);
      backAfterMilliseconds.set(victim, await killsWhileOperatorActs(victim, desk.acts(victim)));
    } else {
      await tellBurst(tool);
      await system.killEverything();
      await start(given);
    }
  }
  await Promise.all([...telling, stopRepeating(), shop?.recovers()]);
  accepted = tool.accepted;
  worked = await desk.sees();
  await shop?.reboots();
  await killsWhileOperatorActs("worker", desk.calls());
  [after] = await Promise.all([settled(), shop?.hasRebooted()]);
}, dramaMilliseconds);

async function start(given: Record<string, string>): Promise<void> {
  const begunAt = Date.now();
  system = await startSystem(stateDir, given);
  slowestStartMilliseconds = Math.max(slowestStartMilliseconds, Date.now() - begunAt);
}

/** The part dies while the requests are under way. */
async function killsWhileOperatorActs(part: PartName, acting: Promise<void>): Promise<number> {
  await sleep(20);
  const [backAfter] = await Promise.all([system.killAndAwait(part), acting]);
  return backAfter;
}

afterAll(async () => {
  await system?.stop();
  await Promise.all([outside?.stop(), host?.stop()]);
  rmSync(stateDir, { recursive: true, force: true });
});

describe("every part is killed with incidents in flight, then all of them at once", () => {
  it("[RA2] a part that dies is up again within 10 s, by itself", () => {
    // If the machine is so busy that the whole system takes longer than that to start, a part may, too.
    const withinMilliseconds = Math.max(backWithinMilliseconds, slowestStartMilliseconds);
    const late = [...backAfterMilliseconds].filter(([, milliseconds]) => milliseconds > withinMilliseconds);
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

describe("every part is killed while an operator acts", () => {
  it("[RA2] each note is there once", () => {
    const notes = worked.timeline.filter(({ kind }) => kind === "note").map(({ text }) => text);
    expect(notes).toEqual(partNames.map(noteOf));
  });

  it("[R5.3.1] [RA2] each mail is delivered, and a repeat is the same mail", () => {
    for (const part of partNames) {
      const sent = after.outside.mails.filter(({ subject }) => subject === subjectOf(part));
      expect(new Set(sent.map(({ messageId }) => messageId)).size, part).toBe(1);
    }
  });

  it("[R5.3.2] [RA2] each result counts once, and the place in the list is kept", () => {
    expect(worked.calls.map(({ contact, round, result }) => `${round} ${contact} ${result}`)).toEqual(
      listed.map((contact) => `1 ${contact} no-answer`),
    );
    expect(worked.operatorCalls).toMatchObject({ state: "running", round: 2, next: "a" });
  });

  it("[R5.3.2] [RA2] the operator's own telephone rings once for one call, whatever dies meanwhile", async () => {
    const rings = async () => (await outside.ledger()).rings.filter(({ to }) => to === operatorPhone);
    await untilTrue(async () => (await rings()).some(({ endedAt }) => endedAt !== null), {
      withinMilliseconds: 60_000,
      everyMilliseconds: 500,
      otherwise: "the telephone does not ring",
    });
    expect(await rings()).toHaveLength(1);
  }, 120_000);
});

describe.skipIf(skippedWithoutSshd)("every part is killed while a runbook is at work", () => {
  it("[RA2] [R5.6] the service was restarted once, whichever part was killed, and the incident ended well", async () => {
    const endedWell = [{ state: "recovered", why: expect.stringContaining("復旧") }];
    expect(shop?.seen().map(({ node, state, runbookRuns }) => [node, state, runbookRuns])).toEqual(
      [...partNames.map(serviceOf), rebooting].map((node) => [node, "closed", endedWell]),
    );
    const restarts = (await host!.ledger()).filter((line) => line.startsWith("restart "));
    expect(restarts.toSorted()).toEqual(partNames.map((part) => `restart ${serviceOf(part)}`).toSorted());
  });

  it("[RA2] [R5.6] a reboot never happens twice", async () => {
    expect((await host!.ledger()).filter((line) => line === "reboot")).toHaveLength(1);
  });
});

async function importCustomers(): Promise<{
  operator: Person;
  toolOf(customer: string): Promise<MonitoringTool>;
}> {
  const env = { PATH: process.env.PATH, TOBAN_STATE_DIR: stateDir };
  const texts = [customerFile(allStories), deskFile(), ...(host === null ? [] : [shopFile(host)])];
  const files = texts.map((text, index) => {
    const file = path.join(stateDir, `customer-${index + 1}.yaml`);
    writeFileSync(file, text);
    return file;
  });
  await toban(env, "import", ...files);
  const ofUser = ["--role", "operator", "--phone", operatorPhone, "--token"];
  const [token] = await Promise.all([
    toban(env, "user", "add", "夜勤", ...ofUser),
    host && tobanTold(env, testPasswords.ops, "secret", "set", shopCustomer, "ops"),
  ]);
  return {
    operator: personAt(system.api, token),
    toolOf: async (name) => monitoringTool(system.api, await toban(env, "source-key", name, source)),
  };
}

/** Without the telephone that rings for another customer's incident. */
async function heardByTheStories(): Promise<OutsideLedger> {
  const { rings, ...rest } = await outside.ledger();
  return { ...rest, rings: rings.filter(({ to }) => to !== operatorPhone) };
}

async function settled(): Promise<Aftermath> {
  let last: Aftermath | null = null;
  await untilTrue(
    async () => {
      last = await readAftermath(system.databaseUrl, heardByTheStories);
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
