import {
  type Client,
  isGrpcServiceError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from "@temporalio/client";
import { ApplicationFailure, type UpdateDefinition } from "@temporalio/common";
import { DomainError } from "../../domain/errors.ts";
import { isTemporalOutage } from "../relay/temporalOutage.ts";

/** A person's word, as the workflow takes it: one update, one object. */
export interface Word {
  update: UpdateDefinition<unknown, [never]>;
  said: object;
}

/** The way to the workflows, and how long one is waited for: whoever asks hears 503 then, and may ask again. */
export interface Speaking {
  client: Client;
  patienceMilliseconds: number;
}

/**
 * Says something to an incident's workflow and waits for its answer. The request's name is the update's id, so that a
 * repetition is the same word. Refusals come with the code that the workflow gave; `incident_closed` where it has ended.
 */
export async function say(
  { client, patienceMilliseconds }: Speaking,
  workflowId: string,
  request: string,
  word: Word,
): Promise<void> {
  const deadline = Date.now() + patienceMilliseconds;
  const handle = client.workflow.getHandle(workflowId);
  try {
    await client.withDeadline(deadline, () =>
      handle.executeUpdate(word.update, { args: [word.said as never], updateId: request }),
    );
  } catch (error) {
    if (error instanceof WorkflowNotFoundError)
      return await answerOfEnded(client, deadline, workflowId, request);
    throw refusalOf(error);
  }
}

/** The incident may have ended by this very word, whose answer was lost. */
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
    throw new DomainError("incident_closed", "このインシデントはすでに終了しています");
  }
}

/** Whatever Temporal could not do, e.g. for a run that stands still: it may be asked again. */
const isOfTemporal = (error: unknown): boolean =>
  isGrpcServiceError(error) ||
  isTemporalOutage(error) ||
  (error instanceof Error && isGrpcServiceError(error.cause));

function refusalOf(error: unknown): unknown {
  if (error instanceof WorkflowUpdateFailedError) {
    const { cause } = error;
    const known = cause instanceof ApplicationFailure && cause.type != null;
    return known
      ? new DomainError(cause.type!, cause.message, { cause: error })
      : new DomainError("unavailable", "処理できませんでした。もう一度お試しください", { cause: error });
  }
  if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError || isOfTemporal(error))
    return new DomainError("unavailable", "時間内に処理が終わりませんでした。もう一度お試しください", {
      cause: error,
    });
  return error;
}
