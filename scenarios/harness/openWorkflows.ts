import { endStates } from "../../domain/secondary/record.ts";
import {
  operationTestWorkflowId,
  runbookRunWorkflowId,
  secondaryWorkflowId,
  targetWorkflowId,
} from "../../workflows/ids.ts";
import type { Engine } from "./engine.ts";

interface OpenRows {
  incidents: string[];
  tests: number[];
  secondaries: number[];
  runs: { id: string; customer: string; system: string | null; target: string | null }[];
}

/**
 * The workflows of everything whose row is open, and of the targets where runs wait for each other. One query,
 * because a scenario asks again and again.
 */
export async function openWorkflows({ database: { sql } }: Engine): Promise<string[]> {
  const [open] = await sql<[OpenRows]>`
    select
      array(select distinct workflow_id from incidents where closed_at is null) as incidents,
      array(select id::int from operation_tests where ended_at is null) as tests,
      array(select id::int from secondary_responses where state <> all(${[...endStates]})) as secondaries,
      array(
        select json_build_object('id', id, 'customer', customer, 'system', system, 'target', target)
        from runbook_runs where ended_at is null
      ) as runs`;
  return [
    ...open.incidents,
    ...open.tests.map(operationTestWorkflowId),
    ...open.secondaries.map(secondaryWorkflowId),
    ...open.runs.flatMap(({ id, customer, system, target }) => [
      runbookRunWorkflowId(id),
      ...(system === null || target === null ? [] : [targetWorkflowId(customer, system, target)]),
    ]),
  ];
}
