import type { RunState, StepKind, StepState, Undone } from "../../domain/runbooks/story.ts";
import type { Runbook } from "../../domain/runbooks/tree.ts";
import {
  bigint,
  bigserial,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  sql,
  text,
  uniqueIndex,
  uuid,
} from "../drizzle.ts";
import { bytea, changedBy, instant, reason } from "./columns.ts";

/**
 * `at-once`: nothing else was under way there, so it took the target. `awaited`: the same, and others have asked the
 * target's own workflow since. `in-line`: it asked that workflow itself.
 */
export type RunTurn = "at-once" | "awaited" | "in-line";

/** One run of a runbook on one target, including runs refused or skipped before they began. */
export const runbookRuns = pgTable(
  "runbook_runs",
  {
    id: uuid("id").primaryKey(),
    incident: integer("incident").notNull(),
    customer: text("customer").notNull(),
    /** The customer's configuration that its incident is pinned to. */
    version: bigint("version", { mode: "number" }).notNull(),
    /** Null if it was refused for lack of a target. */
    system: text("system"),
    target: text("target"),
    /** What it belongs to; each has one run. */
    step: text("step").notNull(),
    runbook: text("runbook").notNull(),
    /** The pinned, filled tree; null if it was refused before it was filled. */
    tree: jsonb("tree").$type<Runbook>(),
    /** The instance autoscaling runs as the target now; null if the file names it, or none is needed. */
    instance: text("instance"),
    /** That instance's address. */
    host: text("host"),
    state: text("state").$type<RunState>().notNull(),
    /** A person's name, or `toban`. */
    startedBy: text("started_by").notNull(),
    startedAt: instant("started_at").notNull(),
    /** When the target first answered, which is a first response (R3.1a). */
    reachedAt: instant("reached_at"),
    /** How it asked for its target; null: not yet, or a worker of an earlier version asked for it. */
    turn: text("turn").$type<RunTurn>(),
    endedAt: instant("ended_at"),
    /** How it ended, or why it did not run, for people; null while it is in progress. */
    why: reason("why"),
    undone: jsonb("undone").$type<Undone[]>().notNull().default([]),
    /** What was done and is not undone. */
    stays: jsonb("stays").$type<{ title: string; never: string }[]>().notNull().default([]),
    changedBy: changedBy(),
  },
  (table) => [
    uniqueIndex("runbook_runs_once_per_step").on(table.incident, table.step),
    index("runbook_runs_changed").on(table.changedBy),
    index("runbook_runs_by_target").on(table.customer, table.system, table.target, table.startedAt),
    // The metrics count by both each time.
    index("runbook_runs_by_state").on(table.runbook, table.state),
    index("runbook_runs_under_way")
      .on(table.customer, table.system, table.target)
      .where(sql`ended_at is null`),
  ],
);

/**
 * One step of a run as it happened: the row is written before it begins, what was seen after it. Its run's
 * row is marked as changed with it.
 */
export const runbookSteps = pgTable(
  "runbook_steps",
  {
    id: bigserial("id", { mode: "number" }).primaryKey(),
    run: uuid("run").notNull(),
    /** Its place in the order of events, from 1. */
    sequence: integer("sequence").notNull(),
    /** Its place in the tree: `steps[1].yes[0]`, with `.undo` for its undo. */
    path: text("path").notNull(),
    kind: text("kind").$type<StepKind>().notNull(),
    title: text("title").notNull(),
    state: text("state").$type<StepState>().notNull(),
    startedAt: instant("started_at").notNull(),
    endedAt: instant("ended_at"),
    /** In an operator's words. */
    seen: reason("seen"),
    /** What commands have printed so far; secrets masked, cut to a limit. */
    output: text("output"),
    /** What showed the act's effect before the act began. */
    mark: text("mark"),
    /** Committed before the act is asked for: an attempt that finds it checks before it acts again. */
    askedAt: instant("asked_at"),
    /** Who decided, or did it by hand. */
    by: text("by"),
  },
  (table) => [uniqueIndex("runbook_steps_in_order").on(table.run, table.sequence)],
);

/** Files a run brought from its target, as one `.tar.gz`, attached to the incident. */
export const bundles = pgTable(
  "bundles",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    incident: integer("incident").notNull(),
    run: uuid("run").notNull(),
    sequence: integer("sequence").notNull(),
    name: text("name").notNull(),
    bytes: integer("bytes").notNull(),
    /** SHA-256 in hex. */
    digest: text("digest").notNull(),
    /** Sealed by the vault. */
    content: bytea("content").notNull(),
    /** The vault's key; null for bundles kept before they were sealed. */
    keyId: text("key_id"),
    nonce: bytea("nonce"),
    at: instant("at").notNull(),
  },
  (table) => [
    uniqueIndex("bundles_once_per_step").on(table.run, table.sequence),
    index("bundles_by_incident").on(table.incident),
    index("bundles_by_age").on(table.at),
  ],
);

/** Host keys of managed targets that a person has checked, for targets whose file pins none. */
export const hostKeys = pgTable(
  "host_keys",
  {
    customer: text("customer").notNull(),
    system: text("system").notNull(),
    target: text("target").notNull(),
    /** `SHA256:…` as `ssh-keygen -lf` prints it. */
    fingerprint: text("fingerprint").notNull(),
    storedAt: instant("stored_at").notNull(),
    storedBy: text("stored_by").notNull(),
  },
  (table) => [primaryKey({ columns: [table.customer, table.system, table.target] })],
);
