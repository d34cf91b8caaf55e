import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { toban } from "../dev/demo/command.ts";
import { freePorts } from "../dev/freePorts.ts";
import { untilTrue } from "../dev/untilTrue.ts";
import { monitoringTool } from "./monitoringTool.ts";
import { type Outside, startOutside } from "./outside.ts";
import { partNames, type SystemUnderTest, startSystem } from "./system.ts";

const dramaMilliseconds = 180_000;
const operatorPhone = "+819099990000";
/** A list of four, so that its two rounds have room for all the results recorded in the drama. */
const people = ["a", "b", "c", "d"].map((contact, index) => ({ contact, phone: `+8190555500${10 + index}` }));

const incident = z.object({
  number: z.number(),
  operatorCalls: z.object({ state: z.string(), round: z.number(), next: z.string().nullable() }).nullable(),
  calls: z.array(z.object({ contact: z.string(), round: z.number(), result: z.string().nullable() })),
  timeline: z.array(z.object({ kind: z.string(), text: z.string() })),
});

let stateDir: string;
let outside: Outside;
let system: SystemUnderTest;
let token: string;
let seen: z.infer<typeof incident>;

/** Asks again under the same key until it is answered, as the console does. */
async function does(what: string, body: object, key: string = randomUUID()): Promise<void> {
  await untilTrue(
    async () => {
      const response = await fetch(`${system.api}/api/incidents/${seen.number}/${what}`, {
        method: "POST",
        headers: {
          authorization: `Bearer ${token}`,
          "content-type": "application/json",
          "idempotency-key": key,
        },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(20_000),
      });
      if (response.status >= 400 && response.status < 500 && response.status !== 409)
        throw new Error(`${what} was refused: ${await response.text()}`);
      return response.ok;
    },
    { withinMilliseconds: 60_000, everyMilliseconds: 300, otherwise: `${what} was never answered` },
  );
}

async function look(): Promise<z.infer<typeof incident>> {
  const response = await fetch(`${system.api}/api/incidents/1`, {
    headers: { authorization: `Bearer ${token}` },
  });
  return incident.parse(await response.json());
}

beforeAll(async () => {
  stateDir = mkdtempSync(path.join(tmpdir(), "toban-operators-"));
  outside = await startOutside();
  const [port, mailIntakePort] = await freePorts(2);
  system = await startSystem(stateDir, {
    ...outside.variables,
    PORT: `${port}`,
    MAIL_INTAKE_PORT: `${mailIntakePort}`,
  });
  const env = { PATH: process.env.PATH, TOBAN_STATE_DIR: stateDir };
  const list = people.map(({ contact }) => contact);
  const contacts = Object.fromEntries(
    people.map(({ contact, phone }) => [
      contact,
      { name: `担当 ${contact}`, phone, mail: `${contact}@crash.example` },
    ]),
  );
  const file = path.join(stateDir, "customer.yaml");
  const operatorCalls = { businessHours: list, afterHours: list, mail: { to: ["a"] } };
  const rules = [{ escalation: { operatorCalls } }];
  const sources = { tool: { kind: "native" } };
  writeFileSync(
    file,
    JSON.stringify({ customer: "crash", name: "株式会社クラッシュ", plan: "full", contacts, sources, rules }),
  );
  await toban(env, "import", file);
  const key = await toban(env, "source-key", "crash", "tool");
  token = await toban(env, "user", "add", "夜勤", "--role", "operator", "--phone", operatorPhone, "--token");
  await monitoringTool(system.api, key).send({ node: "web01", alarm: "HTTP", status: "firing" });
  const listIsOpen = async () => {
    seen = await look();
    return seen.operatorCalls !== null;
  };
  await untilTrue(listIsOpen, {
    withinMilliseconds: 20_000,
    everyMilliseconds: 200,
    otherwise: "the operators' list does not open",
  });
  for (const [round, part] of partNames.entries()) {
    const contact = list[round % list.length]!;
    const mail = { to: ["b"], subject: `続報 ${part}`, body: "調査中です。" };
    const acting = [
      does("notes", { text: `${part} が落ちても残るメモ` }),
      does("mails", mail),
      does("call-results", { contact, outcome: "no-answer" }),
    ];
    await sleep(20);
    await Promise.all([system.killAndAwait(part), ...acting]);
  }
  seen = await look();
}, dramaMilliseconds);

afterAll(async () => {
  await system?.stop();
  await outside?.stop();
  rmSync(stateDir, { recursive: true, force: true });
});

describe("every part is killed while an operator acts", () => {
  it("[RA2] each note is there once", () => {
    const notes = seen.timeline.filter(({ kind }) => kind === "note").map(({ text }) => text);
    expect(notes).toEqual(partNames.map((part) => `${part} が落ちても残るメモ`));
  });

  it("[R5.3.1] [RA2] each mail is delivered, and a repeat is the same mail", async () => {
    const { mails } = await outside.ledger();
    for (const part of partNames) {
      const sent = mails.filter(({ subject }) => subject === `続報 ${part}`);
      expect(new Set(sent.map(({ messageId }) => messageId)).size, part).toBe(1);
    }
  });

  it("[R5.3.2] [RA2] each result counts once, and the place in the list is kept", () => {
    expect(seen.calls.map(({ contact, round, result }) => `${round} ${contact} ${result}`)).toEqual(
      people.map(({ contact }) => `1 ${contact} no-answer`),
    );
    expect(seen.operatorCalls).toMatchObject({ state: "running", round: 2, next: "a" });
  });

  it("[R5.3.2] [RA2] the operator's own telephone rings once for one call, whatever dies meanwhile", async () => {
    const call = does("calls", { contact: "a" });
    await sleep(30);
    await Promise.all([system.killAndAwait("worker"), call]);
    const rings = async () => (await outside.ledger()).rings.filter(({ to }) => to === operatorPhone);
    await untilTrue(async () => (await rings()).some(({ endedAt }) => endedAt !== null), {
      withinMilliseconds: 60_000,
      everyMilliseconds: 500,
      otherwise: "the telephone does not ring",
    });
    expect(await rings()).toHaveLength(1);
  }, 120_000);
});
