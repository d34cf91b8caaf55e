import type { Response } from "express";
import { callbacksOf } from "../../db/calls/incomingCalls.ts";
import type { Database } from "../../db/connect.ts";
import { configurationVersion, currentConfiguration } from "../../db/customers/customers.ts";
import { findIncident, type ShownIncident } from "../../db/incidents/incidents.ts";
import { bundlesOf } from "../../db/runbooks/bundles.ts";
import { runsOf, stepsOf } from "../../db/runbooks/runbookRuns.ts";
import { type SecondaryRow, secondariesOf } from "../../db/secondary/secondary.ts";
import { DomainError } from "../../domain/errors.ts";
import { refusalTexts } from "../../domain/incidents/steeringTexts.ts";
import { personOf } from "../auth/authenticate.ts";
import { languageOf } from "../http/language.ts";
import { visibleTo } from "../people/visibility.ts";
import { latestOfAll } from "./lists.ts";
import { type Audience, needsNames, presentCallback, presentSummary, type Reader } from "./present.ts";
import { presentBundle, presentRun } from "./presentRun.ts";
import type { IncidentAnswer, IncidentSummary } from "./schemas.ts";
import { presentSecondary } from "./secondary/present.ts";

export interface IncidentsDeps {
  db: Database;
  clock: () => Date;
}

/**
 * One incident with everything known about it, as this person may see it. Not found if they may not see it.
 */
export async function incidentAnswer(
  deps: IncidentsDeps,
  response: Response,
  number: number,
): Promise<IncidentAnswer> {
  const reader = readerOf(deps, response);
  const [incident, { alerts, timeline, dispatches, calls }, callbacks, runs, bundles, secondaries] =
    await Promise.all([
      findIncident(deps.db, number, visibleTo(personOf(response))),
      latestOfAll(deps.db, number, reader),
      reader.forCustomer ? [] : callbacksOf(deps.db, number),
      runsOf(deps.db, number),
      reader.forCustomer ? [] : bundlesOf(deps.db, number),
      secondariesOf(deps.db, number),
    ]);
  if (incident === null) throw noSuchIncident(number);
  const ids = runs.map(({ id }) => id);
  const steps = Map.groupBy(await stepsOf(deps.db, ids), ({ run }) => run);
  const { operatorCalls, secondary, ...shown } = await incidentSummary(
    deps,
    incident,
    reader,
    secondaries[0],
  );
  return {
    ...shown,
    names: await namesOf(deps.db, incident),
    alerts: alerts.items,
    dispatches: dispatches.items,
    calls: calls.items,
    callbacks: callbacks.map(presentCallback),
    operatorCalls,
    runbookRuns: runs.map((run) => presentRun(run, steps.get(run.id) ?? [], reader)),
    bundles: bundles.map(presentBundle),
    secondary,
    secondaries: secondaries.map((row) => presentSecondary(row, reader.language)),
    timeline: timeline.items,
    counts: {
      alerts: alerts.count,
      dispatches: dispatches.count,
      calls: calls.count,
      timeline: timeline.count,
    },
  };
}

/** Names from the file that the incident is pinned to, or from the one in force if it is not pinned yet. */
async function namesOf(
  db: Database,
  { customer, version, system }: ShownIncident,
): Promise<IncidentAnswer["names"]> {
  const pinned = version === null ? null : await configurationVersion(db, version);
  const known =
    pinned ?? (customer === null ? null : await currentConfiguration(db, customer))?.configuration ?? null;
  return {
    customer: known?.name ?? customer,
    system: system === null ? null : (known?.systems[system]?.name ?? system),
  };
}

export async function incidentSummary(
  deps: IncidentsDeps,
  incident: ShownIncident,
  reader: Reader,
  secondary: SecondaryRow | null = null,
): Promise<IncidentSummary> {
  const named = incident.version !== null && needsNames(incident);
  const configuration = named ? await configurationVersion(deps.db, incident.version!) : null;
  return presentSummary(incident, configuration, reader, secondary);
}

export const readerOf = (deps: IncidentsDeps, response: Response): Reader => ({
  now: deps.clock(),
  ...audienceOf(response),
});

export const audienceOf = (response: Response): Audience => ({
  forCustomer: personOf(response).role === "customer",
  language: languageOf(response),
});

export const noSuchIncident = (number: number | string): DomainError =>
  new DomainError("not_found", refusalTexts.noSuchIncident({ number }));
