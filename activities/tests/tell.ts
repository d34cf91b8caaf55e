import { ApplicationFailure } from "@temporalio/activity";
import { configurationVersion } from "../../db/customers/customers.ts";
import {
  markBegun,
  readTestStep,
  type StepInTest,
  updateTestStep,
} from "../../db/tests/operationTestSteps.ts";
import { notSentTexts } from "../../domain/messages/sendingTexts.ts";
import { say } from "../../domain/say.ts";
import { testReasonTexts } from "../../domain/tests/texts.ts";
import type { ActivityDeps } from "../deps.ts";
import type { Outcome } from "../providers/outcome.ts";
import type { OperationTestActivities } from "./contract.ts";

/** Somebody waits for the test's result: a provider unreachable for longer has failed it. */
const longestTryMilliseconds = 5 * 60_000;

/**
 * Mail and chat of a test. As with alerts, an unknown outcome may lead to a second mail (same Message-ID) or
 * to a second chat line.
 */
export function testTellingActivities(
  deps: ActivityDeps,
): Pick<OperationTestActivities, "tellTestRecipient"> {
  return {
    async tellTestRecipient({ step: id }) {
      const found = await readTestStep(deps.db, id);
      if (found === null || found.step.outcome !== null) return;
      if (found.test.abortedAt !== null) {
        const reason = testReasonTexts.notSentAborted();
        return await updateTestStep(deps.db, id, { outcome: "aborted", reason, endedAt: deps.clock() });
      }
      const begunAt = found.step.begunAt ?? deps.clock();
      await markBegun(deps.db, id, begunAt);
      await settle(deps, id, begunAt, await send(deps, found));
    },
  };
}

async function send(deps: ActivityDeps, { step, test }: StepInTest): Promise<Outcome> {
  const { subject = "", body = "" } = step.content ?? {};
  if (step.channel === "mail") {
    const messageId = `<operation-test-${test.id}.${step.id}@${deps.mailDomain}>`;
    return await deps.mailer.send({ to: step.to, subject, body, messageId });
  }
  const { chat } = await configurationVersion(deps.db, test.version);
  const destination = chat[step.recipient];
  if (destination === undefined) return { outcome: "permanent", reason: notSentTexts.unknownChat() };
  return await deps.chat.post({ customer: test.customer, destination, line: body });
}

async function settle(deps: ActivityDeps, id: string, begunAt: Date, outcome: Outcome): Promise<void> {
  const endedAt = deps.clock();
  switch (outcome.outcome) {
    case "done":
      return await updateTestStep(deps.db, id, {
        outcome: "sent",
        reason: null,
        sid: outcome.id,
        endedAt,
      });
    case "permanent":
      return await updateTestStep(deps.db, id, { outcome: "refused", reason: outcome.reason, endedAt });
    default: {
      const { reason, retryAfterSeconds } = outcome;
      if (endedAt.getTime() - begunAt.getTime() > longestTryMilliseconds)
        return await updateTestStep(deps.db, id, { outcome: "failed", reason, endedAt });
      await updateTestStep(deps.db, id, { reason });
      throw ApplicationFailure.create({
        type: "NotYetTold",
        message: say(reason),
        ...(retryAfterSeconds === undefined ? {} : { nextRetryDelay: `${retryAfterSeconds}s` as const }),
      });
    }
  }
}
