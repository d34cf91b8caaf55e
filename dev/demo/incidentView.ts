import { z } from "zod";

const instant = z.string();
const maybeInstant = z.string().nullable();

/** What the demo reads of `GET /api/incidents/{number}`: only what the contract names. */
export const incidentView = z.object({
  number: z.number(),
  node: z.string(),
  alarm: z.string(),
  state: z.enum(["triage", "open", "acknowledged", "recovered", "closed"]),
  acknowledgedBy: z.string().nullable(),
  openedAt: instant,
  recoveredAt: maybeInstant,
  closedAt: maybeInstant,
  slo: z.object({
    detectedAt: instant,
    firstResponseAt: maybeInstant,
    firstResponse: z.string().nullable(),
    deadlineAt: maybeInstant,
    result: z.enum(["running", "met", "breached", "not-needed"]),
  }),
  alerts: z.array(
    z.object({ id: z.coerce.string(), status: z.string(), value: z.string().nullish(), acceptedAt: instant }),
  ),
  dispatches: z.array(
    z.object({
      id: z.coerce.string(),
      channel: z.string(),
      to: z.string(),
      kind: z.string(),
      outcome: z.enum(["pending", "sent", "refused", "failed"]),
      at: instant,
      reason: z.string().nullish(),
    }),
  ),
  calls: z.array(
    z.object({
      contact: z.string(),
      phone: z.string(),
      round: z.number(),
      placedAt: maybeInstant,
      endedAt: maybeInstant,
      outcome: z.string().nullable(),
      reason: z.string().nullish(),
    }),
  ),
  runbookRuns: z.array(
    z.object({
      id: z.string(),
      runbook: z.string(),
      target: z.string().nullable(),
      state: z.string(),
      startedBy: z.string(),
      startedAt: instant,
      endedAt: maybeInstant,
      steps: z.array(
        z.object({
          title: z.string(),
          state: z.string(),
          endedAt: maybeInstant,
          seen: z.string().nullable(),
        }),
      ),
    }),
  ),
});

export type IncidentView = z.infer<typeof incidentView>;

export const incidentList = z.object({
  incidents: z.array(
    z.object({
      number: z.number(),
      node: z.string(),
      alarm: z.string(),
      state: z.string(),
      openedAt: instant,
    }),
  ),
});
