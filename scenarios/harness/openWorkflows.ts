import { endStates } from "../../domain/secondary/record.ts";
import {
  operationTestWorkflowId,
  runbookRunWorkflowId,
  secondaryWorkflowId,
  targetWorkflowId,
} from "../../workflows/ids.ts";
import type { Engine } from "./engine.ts";

interface Rows {
  incidents: string[];
  tests: number[];
  secondaries: number[];
  runs: { id: string; customer: string; system: string | null; target: string | null }[];
  ended: string[];
}

interface KnownWorkflows {
  /** Those of everything whose row is open, and of the targets where runs wait for each other. */
  open: string[];
  /** Those of runbook runs whose row says that they have ended. */
  endedRuns: string[];
}

/** One query, because a scenario asks again and again. */
export async function knownWorkflows({ database: { sql } }: Engine): Promise<KnownWorkflows> {
  const [rows] = await sql<[Rows]>`
    select
      array(select distinct workflow_id from incidents where closed_at is null) as incidents,
      array(select id::int from operation_tests where ended_at is null) as tests,
      array(select id::int from secondary_responses where state <> all(${[...endStates]})) as secondaries,
      array(
        select json_build_object('id', id, 'customer', customer, 'system', system, 'target', target)
        from runbook_runs where ended_at is null
      ) as runs,
      array(select id from runbook_runs where ended_at is not null) as ended`;
  return {
    open: [
      ...rows.incidents,
      ...rows.tests.map(operationTestWorkflowId),
      ...rows.secondaries.map(secondaryWorkflowId),
      ...rows.runs.flatMap(({ id, customer, system, target }) => [
        runbookRunWorkflowId(id),
        ...(system === null || target === null ? [] : [targetWorkflowId(customer, system, target)]),
      ]),
    ],
    endedRuns: rows.ended.map(runbookRunWorkflowId),
  };
}
