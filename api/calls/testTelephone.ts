import type { AddressInfo } from "node:net";
import express from "express";
import { pino } from "pino";
import { createActivities } from "../../activities/index.ts";
import { conversations } from "../../activities/messages/conversations.ts";
import { chatPoster } from "../../activities/providers/chat.ts";
import { mailer } from "../../activities/providers/smtp.ts";
import { telephone } from "../../activities/providers/twilio.ts";
import { guardOfTests } from "../../activities/remote/testGuard.ts";
import { withoutRunbooks } from "../../activities/runbooks/testDeps.ts";
import { createTestDatabase } from "../../db/testDatabase.ts";
import { givenRows } from "../../db/testRows.ts";
import type { Contact, Rule } from "../../domain/customers/configuration.ts";
import { manualClock } from "../../sandbox/clock.ts";
import { startSandbox } from "../../sandbox/index.ts";
import { errorHandler } from "../http/errorHandler.ts";
import { callbacksRouter } from "./router.ts";

export const account = { accountSid: `AC${"1".repeat(32)}`, authToken: "token-of-the-test" };
export const centre = "+81312345678";
export const phones = {
  sato: "+819012345678",
  suzuki: "+819023456789",
  operator: "+818011112222",
  other: "+818033334444",
  gone: "+818055556666",
} as const;

const contact = (name: string, fields: Partial<Contact> = {}): Contact => ({
  name,
  reading: null,
  company: "株式会社アクメ",
  phone: null,
  mail: null,
  ...fields,
});

const ruleOf = (name: string, list: string[]): Rule => ({
  name,
  match: { system: null, node: null, alarm: null, level: [], time: null },
  notify: {
    mail: null,
    chat: [],
    call: { mode: "sequential", list, skipMinutes: 60, retries: 0, ringSeconds: 30 },
  },
  repeatMinutes: 30,
  closeAfterMinutes: null,
  firstResponse: null,
  escalation: null,
});

/**
 * The telephone's whole path without Temporal: activities, callbacks and the exchange share a stopped clock
 * and use a real database.
 */
export async function startTestTelephone() {
  const clock = manualClock(new Date("2026-11-22T03:00:00Z"));
  const now = () => clock.now();
  const [database, sandbox] = await Promise.all([
    createTestDatabase(),
    startSandbox({ clock, twilio: account }),
  ]);
  const { db } = database;
  const given = givenRows(db, now);
  const logger = pino({ level: "silent" });
  const app = express();
  const server = app.listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const publicUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const centerName = "コントロールセンター";
  app.use(
    callbacksRouter({
      db,
      clock: now,
      logger,
      publicUrl,
      centerName,
      from: centre,
      recordingRetentionDays: 90,
      authToken: account.authToken,
      onStored: () => {},
    }),
    errorHandler(logger),
  );
  const mail = mailer({ smtpUrl: sandbox.smtpUrl, from: "toban@msp.example" });
  const deps = {
    db,
    clock: now,
    logger,
    publicUrl,
    centerName,
    mailDomain: "msp.example",
    mailer: mail,
    conversations: conversations(db, logger),
    chat: chatPoster({ slack: null, chatwork: null }, async () => "", guardOfTests()),
    telephone: telephone({ ...account, from: centre, apiUrl: sandbox.url, timeoutMilliseconds: 500 }),
    callsPerSecond: 50,
    operators: { chat: null, mail: null },
    approvalKey: Buffer.alloc(32, 7),
    runbooks: withoutRunbooks(),
  };
  const version = await given.customer("acme", {
    name: "株式会社アクメ",
    rules: [ruleOf("suzuki alone", ["suzuki"])],
    contacts: {
      sato: contact("佐藤 太郎", { reading: "さとう たろう", phone: phones.sato }),
      suzuki: contact("鈴木 花子", { phone: phones.suzuki }),
      tanaka: contact("田中 一郎"),
    },
  });

  return {
    db,
    sql: database.sql,
    sandbox,
    exchange: sandbox.exchange,
    deps,
    activities: createActivities(deps),
    given,
    version,
    publicUrl,
    now,
    passes: (seconds: number) => clock.advanceTo(new Date(now().getTime() + seconds * 1000)),
    /** An open incident with the alert that opened it. */
    async incident(fields: Parameters<typeof given.incident>[0] = {}): Promise<number> {
      const number = await given.incident({ version, ...fields });
      await given.alert({ incident: number, sequence: 1 });
      return number;
    },
    async stop() {
      mail.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await sandbox.stop();
      await database.drop();
    },
  };
}

export type TestTelephone = Awaited<ReturnType<typeof startTestTelephone>>;
