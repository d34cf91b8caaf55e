import { pino } from "pino";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { planDispatches } from "../../db/messages/attempts.ts";
import { at, testLedger } from "../../db/testLedger.ts";
import type { ChatDestination } from "../../domain/messages/chat/registry.ts";
import { type ManualClock, manualClock } from "../../sandbox/clock.ts";
import { type Sandbox, startSandbox } from "../../sandbox/index.ts";
import type { ActivityDeps } from "../deps.ts";
import { chatPoster } from "../providers/chat.ts";
import type { Outcome } from "../providers/outcome.ts";
import { type Mailer, mailer } from "../providers/smtp.ts";
import { guardOfTests } from "../remote/testGuard.ts";
import { attempt } from "./attempt.ts";
import type { Told } from "./contract.ts";
import { conversations } from "./conversations.ts";
import { deliverMail, type Letter, planLetter } from "./deliverMail.ts";
import { pendingActivities } from "./pending.ts";
import { postRow } from "./sendRow.ts";

const ledger = testLedger();
const sato = { id: "sato", address: "sato@acme.example" };
const slack: ChatDestination = { kind: "slack", channel: "C0123", mention: [] };
const beingSent = "別のワーカーが送信中のため";

let clock: ManualClock;
let sandbox: Sandbox;
let mail: Mailer;
let incident: number;
beforeEach(async () => {
  clock = manualClock(at(0));
  sandbox = await startSandbox({ clock, twilio: { accountSid: "AC1", authToken: "t" } });
  mail = mailer({ smtpUrl: sandbox.smtpUrl, from: "toban@center.example" });
  incident = await ledger.given.incident();
  await ledger.given.alert({ incident, sequence: 1 });
});
afterEach(async () => {
  mail.close();
  await sandbox.stop();
});

/** What the activities of one process work with; the database and the providers are everybody's. */
function worker({ leaseSeconds = 600 } = {}): ActivityDeps {
  const { db } = ledger;
  const deps: Partial<ActivityDeps> = {
    db,
    clock: () => at(0),
    mailer: mail,
    chat: chatPoster(
      { slack: { token: "xoxb", apiUrl: `${sandbox.url}/slack/api/` }, chatwork: null },
      async () => "",
      guardOfTests(),
    ),
    conversations: conversations(db, pino({ level: "silent" }), leaseSeconds),
    mailDomain: "msp.example",
  };
  return deps as ActivityDeps;
}

const letterOf = (step = "1/alert/web down"): Letter => {
  const text = { subject: "件名", body: "本文" };
  return { incident, step, kind: "alert", mail: text, what: "発生のご連絡" };
};
const sendMail = (deps: ActivityDeps, { step = "1/alert/web down", firstTry = false } = {}) =>
  deliverMail(deps, letterOf(step), [sato], firstTry);
const sendPending = (deps: ActivityDeps) =>
  pendingActivities(deps).sendPending({
    ...{ incident, channel: "mail", recipient: "sato" },
    steps: ["1/alert/web down"],
    firstTry: false,
  });
const mails = () => sandbox.mailbox.mails().map(({ messageId }) => messageId);

function postLine(deps: ActivityDeps, send = postRow(deps, "acme", slack)): Promise<Told> {
  const step = { incident, step: "1/alert/web down", channel: "chat", kind: "alert", at: at(0) } as const;
  const planned = { recipient: "ops", to: "ops", messageId: null, content: { body: "発生 web01" } };
  return attempt(deps, {
    rows: (lease) => planDispatches(ledger.db, step, [planned], lease),
    what: "発生",
    send,
  });
}
const lines = () => sandbox.walls.posts().map(({ text }) => text);

/** The provider lets its client wait for this long; returns how to let that time pass. */
async function providerWaits(): Promise<() => Promise<void>> {
  await until(() => clock.nextDueAt() !== null);
  return () => clock.advanceTo(clock.nextDueAt()!);
}
async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 20));
}
const lease = async () => {
  const [row] = await ledger.sql<{ end: number; hasEnded: boolean }[]>`
    select extract(epoch from tried_until)::float as "end", tried_until < now() as "hasEnded" from dispatches`;
  return row!;
};

describe("a slow mail", () => {
  beforeEach(() => sandbox.mailbox.refusals.script("*", { kind: "slow", seconds: 60 }, 1));

  it("[RA2] that another worker is sending is still pending, is tried again soon, and goes out once", async () => {
    const [one, other] = [worker(), worker()];
    const sending = sendMail(one);
    const timePasses = await providerWaits();
    expect(await sendMail(other, { firstTry: true })).toEqual({ sent: 0, refused: 0, pending: 1 });
    await expect(sendMail(other)).rejects.toMatchObject({
      message: expect.stringContaining(beingSent),
      nextRetryDelay: "2s",
    });
    await timePasses();
    expect(await sending).toEqual({ sent: 1, refused: 0 });
    expect(await sendMail(other)).toEqual({ sent: 1, refused: 0 });
    expect(mails()).toHaveLength(1);
  });

  it("[RA2] is not sent by a run that starts again from the rows", async () => {
    const sending = sendMail(worker());
    const timePasses = await providerWaits();
    const other = worker();
    await expect(sendPending(other)).rejects.toThrow(beingSent);
    await timePasses();
    await sending;
    await sendPending(other);
    expect(mails()).toHaveLength(1);
  });

  it("[RA2] that this worker is sending is awaited, by a run that starts again too", async () => {
    const here = worker();
    const sending = sendMail(here, { firstTry: true });
    const timePasses = await providerWaits();
    const joined = [sendMail(here), sendMail(here), sendPending(here)];
    let areThrough = false;
    const through = Promise.all(joined).finally(() => {
      areThrough = true;
    });
    await sendMail(worker(), { firstTry: true });
    expect(areThrough).toBe(false);
    await timePasses();
    expect(await sending).toEqual({ sent: 1, refused: 0 });
    expect(await through).toEqual(Array(3).fill({ sent: 1, refused: 0 }));
    expect(mails()).toHaveLength(1);
  });

  it("[RA2] stays with its worker for longer than a lease", async () => {
    const one = worker({ leaseSeconds: 2 });
    const sending = sendMail(one);
    const timePasses = await providerWaits();
    const first = await lease();
    await until(async () => (await lease()).end > first.end + 2);
    expect(await sendMail(worker(), { firstTry: true })).toMatchObject({ pending: 1 });
    await timePasses();
    expect(await sending).toEqual({ sent: 1, refused: 0 });
    expect(mails()).toHaveLength(1);
  });

  it("[R5.1d] lets no later mail to its address overtake it, whichever worker sends that", async () => {
    const sending = sendMail(worker());
    const timePasses = await providerWaits();
    const later = { step: "1/escalation" };
    await expect(sendMail(worker(), later)).rejects.toThrow("先のメールをまだ送信できていないため");
    await timePasses();
    await sending;
    expect(await sendMail(worker(), later)).toEqual({ sent: 1, refused: 0 });
    expect(mails()).toHaveLength(2);
  });

  it("[RA2] is over before its worker stops", async () => {
    const here = worker();
    const sending = sendMail(here);
    const timePasses = await providerWaits();
    const stopped = here.conversations.ended().then(() => mails());
    await timePasses();
    expect(await stopped).toHaveLength(1);
    await sending;
  });
});

describe("a mail refused for now", () => {
  it("[R5.2.1] is pending after the first try; a later one is retried", async () => {
    sandbox.mailbox.refusals.script("*", { kind: "temporary" }, 2);
    const here = worker();
    expect(await sendMail(here, { firstTry: true })).toEqual({ sent: 0, refused: 0, pending: 1 });
    await expect(sendMail(here)).rejects.toThrow("451");
    expect(await sendMail(worker())).toEqual({ sent: 1, refused: 0 });
  });
});

describe("a chat line", () => {
  it("[RA2] that is being posted is posted once: here it is awaited, elsewhere still pending", async () => {
    sandbox.walls.faults.inject("slack", { kind: "slow", seconds: 60 }, { times: 1 });
    const here = worker();
    const posting = [postLine(here)];
    const timePasses = await providerWaits();
    posting.push(postLine(here));
    await expect(postLine(worker())).rejects.toThrow(beingSent);
    await timePasses();
    expect(await Promise.all(posting)).toEqual(Array(2).fill({ sent: 1, refused: 0 }));
    expect(lines()).toEqual(["発生 web01"]);
  });

  it("[R5.4] is tried again only after the wait its provider asks for, also by who has joined", async () => {
    const { promise: answer, resolve } = Promise.withResolvers<Outcome>();
    const here = worker();
    const send = () => answer;
    const posting = [postLine(here, send)];
    await until(() =>
      ledger.sql`select from dispatches where tried_by is not null`.then(({ count }) => count > 0),
    );
    posting.push(postLine(here, send));
    resolve({ outcome: "transient", reason: "ratelimited", retryAfterSeconds: 50 });
    for (const one of await Promise.allSettled(posting))
      expect(one).toMatchObject({ reason: { nextRetryDelay: "50s" } });
  });
});

describe("a worker that was killed", () => {
  it("[RA2] keeps its mail for no longer than a lease; another sends the same mail then", async () => {
    const killed = worker({ leaseSeconds: 2 });
    const [row] = await planLetter(killed, letterOf(), [sato], killed.conversations.lease());
    const other = worker();
    await expect(sendMail(other)).rejects.toThrow(beingSent);
    expect(mails()).toEqual([]);
    await until(async () => (await lease()).hasEnded);
    expect(await sendMail(other)).toEqual({ sent: 1, refused: 0 });
    expect(mails()).toEqual([row!.messageId]);
  });
});
