/** What the API answers: the types of its own schemas, so that the two sides cannot drift apart. */
import type { z } from "zod";
import type { auditPageSchema } from "../../../api/audit/schemas.ts";
import type { loginAnswerSchema } from "../../../api/auth/schemas.ts";
import type { customerListSchema } from "../../../api/customers/schemas.ts";
import type {
  Desk,
  dispatchContentSchema,
  Queue,
  rawAlertSchema,
} from "../../../api/incidents/desk/schemas.ts";
import type { IncidentAnswer } from "../../../api/incidents/schemas.ts";
import type {
  issuedTokenSchema,
  meSchema,
  ownTokensSchema,
  peopleSchema,
  sessionsSchema,
  tokensSchema,
} from "../../../api/people/schemas.ts";
import type { operationTestPageSchema } from "../../../api/tests/schemas.ts";

export type { AuditEntryAnswer as AuditEntry } from "../../../api/audit/schemas.ts";
export type { CustomerAnswer, DryRunAnswer } from "../../../api/customers/schemas.ts";
export type { Board, BoardRow, ChangedIncidents, Tick } from "../../../api/incidents/board/schemas.ts";
export type { Desk, Queue } from "../../../api/incidents/desk/schemas.ts";
export type { IncidentAnswer } from "../../../api/incidents/schemas.ts";
export type {
  SecondaryAnswer,
  SecondaryDetail,
} from "../../../api/incidents/secondary/schemas.ts";
export type { OperationTestAnswer, OperationTestSummary } from "../../../api/tests/schemas.ts";

export type Me = z.infer<typeof meSchema>;
export type SecondFactorDue = NonNullable<Me["secondFactorDue"]>;

export type AlertEntry = IncidentAnswer["alerts"][number];
export type CallEntry = IncidentAnswer["calls"][number];
export type Callback = IncidentAnswer["callbacks"][number];
export type DispatchEntry = IncidentAnswer["dispatches"][number];
export type RunbookRun = IncidentAnswer["runbookRuns"][number];
export type RunbookStep = RunbookRun["steps"][number];
export type TimelineEntry = IncidentAnswer["timeline"][number];
export type RawAlert = z.infer<typeof rawAlertSchema>;
export type DispatchContent = z.infer<typeof dispatchContentSchema>;
export type SecondaryAtHand = Desk["secondary"];
export type ResponseAtHand = SecondaryAtHand["responses"][number];
export type DeskAction = Desk["actions"][number];
export type Contact = Desk["contacts"][number];
export type QueueEntry = Queue["entries"][number];

export type CustomerList = z.infer<typeof customerListSchema>;
export type OperationTestPageAnswer = z.infer<typeof operationTestPageSchema>;
export type AuditPageAnswer = z.infer<typeof auditPageSchema>;
export type LoginAnswer = z.infer<typeof loginAnswerSchema>;
export type SessionList = z.infer<typeof sessionsSchema>;
export type TokenList = z.infer<typeof tokensSchema>;
export type OwnTokenList = z.infer<typeof ownTokensSchema>;
export type IssuedToken = z.infer<typeof issuedTokenSchema>;
export type PeopleList = z.infer<typeof peopleSchema>;
