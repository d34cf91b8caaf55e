import type { HowToEnd } from "../../domain/calls/outcome.ts";
import type { StepOutcome, TestChannel } from "../../domain/tests/step.ts";
import {
  bigint,
  bigserial,
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  serial,
  sql,
  text,
  uniqueIndex,
  uuid,
} from "../drizzle.ts";
import { instant, reason } from "./columns.ts";

export const operationTestStates = ["running", "finished", "aborted"] as const;

/** 運用試験 (R2.7.3), in tables of its own: incidents, skip intervals, SLOs and reports know nothing of tests. */
export const operationTests = pgTable(
  "operation_tests",
  {
    id: serial("id").primaryKey(),
    customer: text("customer").notNull(),
    /** The customer's configuration under test. */
    version: bigint("version", { mode: "number" }).notNull(),
    rule: text("rule"),
    note: text("note"),
    ringSeconds: integer("ring_seconds").notNull(),
    state: text("state").$type<(typeof operationTestStates)[number]>().notNull(),
    startedBy: text("started_by").notNull(),
    startedAt: instant("started_at").notNull(),
    /** From then on nobody is rung. */
    abortedAt: instant("aborted_at"),
    abortedBy: text("aborted_by"),
    endedAt: instant("ended_at"),
  },
  (table) => [
    uniqueIndex("operation_tests_one_running").on(table.customer).where(sql`ended_at is null`),
    index("operation_tests_by_customer").on(table.customer, table.id),
  ],
);

/** One recipient of a test by one channel: the row is written before the act, the outcome after it. */
export const operationTestSteps = pgTable(
  "operation_test_steps",
  {
    /** Contained in every callback's address. */
    id: uuid("id").primaryKey(),
    test: integer("test").notNull(),
    channel: text("channel").$type<TestChannel>().notNull(),
    /** Its place in the channel's list. */
    position: integer("position").notNull(),
    /** From 1; 2 if the telephone provider proved never to have had the first. */
    try: integer("try").notNull(),
    /** The contact's or chat's id in the file. */
    recipient: text("recipient").notNull(),
    /** Address, number, or the chat's id. */
    to: text("to").notNull(),
    /** What is sent, as the recipient reads it; null for calls. */
    content: jsonb("content").$type<{ subject?: string; body: string }>(),
    /** When the act began; from then on a phone may ring. */
    begunAt: instant("begun_at"),
    /** The provider's id of a call or post, our own of a mail. */
    sid: text("sid"),
    endRequested: text("end_requested").$type<HowToEnd>(),
    endedAt: instant("ended_at"),
    outcome: text("outcome").$type<StepOutcome>(),
    reason: reason("reason"),
    /** The phone cannot have rung. */
    notPlaced: boolean("not_placed").notNull().default(false),
  },
  (table) => [
    uniqueIndex("operation_test_steps_once").on(table.test, table.channel, table.position, table.try),
    index("operation_test_steps_by_sid").on(table.sid),
  ],
);

/** What the telephone provider and the callee said of a test's call, stored before anybody is told. */
export const operationTestFacts = pgTable(
  "operation_test_facts",
  {
    id: bigserial("id", { mode: "number" }).primaryKey(),
    test: integer("test").notNull(),
    step: uuid("step").notNull(),
    kind: text("kind").$type<"status" | "key">().notNull(),
    sid: text("sid").notNull(),
    /** Twilio's CallStatus for `status`, the digit for `key`. */
    value: text("value").notNull(),
    /** Distinguishes copies of a callback. */
    copy: text("copy").notNull(),
    receivedAt: instant("received_at").notNull(),
  },
  (table) => [
    uniqueIndex("operation_test_facts_once").on(table.step, table.kind, table.value, table.copy),
    index("operation_test_facts_by_test").on(table.test, table.id),
    index("operation_test_facts_by_sid").on(table.sid),
  ],
);
