import {
  type Client,
  isGrpcServiceError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from "@temporalio/client";
import { ApplicationFailure } from "@temporalio/common";
import { DomainError } from "../../../domain/errors.ts";
import { refusalTexts, unavailableTexts } from "../../../domain/incidents/steeringTexts.ts";
import type { Said } from "../../../domain/people/said.ts";
import type { Text } from "../../../domain/words/phrase.ts";
import { isTemporalOutage } from "../../relay/temporalOutage.ts";

/** A person's action as the workflow takes it: one update with one object. */
export interface Word {
  update: string;
  said: Said;
}

/**
 * The connection to the workflows, and how long a request waits for an answer before it gets 503 and may
 * retry.
 */
export interface Speaking {
  client: Client;
  patienceMilliseconds: number;
}

/**
 * Sends an update to a workflow and waits for its answer. The request's name is the update's id, so that a
 * repeat is the same update. Refuses with the workflow's own code, or with `incident_closed` if it has ended.
 */
export async function say(
  { client, patienceMilliseconds }: Speaking,
  workflowId: string,
  request: string,
  { update, said }: Word,
): Promise<void> {
  const deadline = Date.now() + patienceMilliseconds;
  const handle = client.workflow.getHandle(workflowId);
  try {
    await client.withDeadline(deadline, () =>
      handle.executeUpdate(update, { args: [said], updateId: request }),
    );
  } catch (error) {
    if (error instanceof WorkflowNotFoundError)
      return await answerOfEnded(client, deadline, workflowId, request);
    throw refusalOf(error);
  }
}

/** This same update may have ended the incident, and its answer was lost. */
async function answerOfEnded(
  client: Client,
  deadline: number,
  workflowId: string,
  request: string,
): Promise<void> {
  try {
    await client.withDeadline(deadline, () =>
      client.workflow.getHandle(workflowId).getUpdateHandle(request).result(),
    );
  } catch (error) {
    if (error instanceof WorkflowUpdateFailedError) throw refusalOf(error);
    throw new DomainError("incident_closed", refusalTexts.closed());
  }
}

/** Temporal's own failures, e.g. a run that does not progress. The request may be sent again. */
const isOfTemporal = (error: unknown): boolean =>
  isGrpcServiceError(error) ||
  isTemporalOutage(error) ||
  (error instanceof Error && isGrpcServiceError(error.cause));

function refusalOf(error: unknown): unknown {
  if (error instanceof WorkflowUpdateFailedError) {
    const { cause } = error;
    const known = cause instanceof ApplicationFailure && cause.type != null;
    return known
      ? new DomainError(cause.type!, reasonOf(cause), { cause: error })
      : new DomainError("unavailable", unavailableTexts.failed(), { cause: error });
  }
  if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError || isOfTemporal(error))
    return new DomainError("unavailable", unavailableTexts.tooLate(), { cause: error });
  return error;
}

/** The reason that the workflows' `refusal` attached. Any other failure has only its message. */
const reasonOf = ({ message, details }: ApplicationFailure): Text =>
  (details?.[0] as Text | undefined) ?? message;
