import { Router } from "express";
import { configurationVersion } from "../../db/customers/customers.ts";
import { storeTestFact } from "../../db/tests/operationTestFacts.ts";
import { readTestStep, type StepInTest } from "../../db/tests/operationTestSteps.ts";
import { isFinalStatus, keyMeaning } from "../../domain/calls/outcome.ts";
import { spokenTest, spokenTestAnswers } from "../../domain/tests/words.ts";
import { callOf, field, pressedKey, sendTwiml, unknownCall } from "./requests.ts";
import { askForKey, sayAndHangUp } from "./twiml.ts";
import type { VoiceDeps } from "./voice.ts";

interface TestCallbacksDeps extends VoiceDeps {
  onStored: () => void;
}

/** The telephone's callbacks for operation tests, signed by the provider: stored as rows, then answered. */
export function operationTestCallbacks(deps: TestCallbacksDeps): Router {
  const router = Router();

  router.post("/callbacks/twilio/test/voice/:call", async (request, response) => {
    const found = await stepOf(deps, callOf(request));
    const status = { sid: field(request, "CallSid"), value: "in-progress", copy: "voice" };
    await store(deps, found, { kind: "status", ...status });
    sendTwiml(response, await message(deps, found, 1));
  });

  router.post("/callbacks/twilio/test/key/:call", async (request, response) => {
    const found = await stepOf(deps, callOf(request));
    const { sid, digit, turn } = pressedKey(request);
    await store(deps, found, { kind: "key", sid, value: digit, copy: String(turn) });
    sendTwiml(response, await answerKey(deps, found, digit, turn));
  });

  router.post("/callbacks/twilio/test/status/:call", async (request, response) => {
    const found = await stepOf(deps, callOf(request));
    const value = field(request, "CallStatus");
    if (value === "") throw unknownCall();
    const status = { sid: field(request, "CallSid"), value, copy: field(request, "SequenceNumber") };
    if (await store(deps, found, { kind: "status", ...status })) deps.onStored();
    response.status(204).end();
  });
  return router;
}

async function stepOf(deps: TestCallbacksDeps, id: string): Promise<StepInTest> {
  const found = await readTestStep(deps.db, id);
  if (found === null || found.step.channel !== "call") throw unknownCall();
  return found;
}

/** Only a call's end matters to the test's workflow: no key changes what it does next. */
async function store(
  deps: TestCallbacksDeps,
  { step }: StepInTest,
  fact: { kind: "status" | "key"; sid: string; value: string; copy: string },
): Promise<boolean> {
  const hasEnded = fact.kind === "status" && isFinalStatus(fact.value);
  const { id, test } = step;
  const news = hasEnded ? ({ is: "call-ended", step: id } as const) : null;
  return await storeTestFact(deps.db, { test, step: id, ...fact, receivedAt: deps.clock() }, news);
}

async function answerKey(
  deps: TestCallbacksDeps,
  found: StepInTest,
  digit: string,
  turn: number,
): Promise<string> {
  switch (keyMeaning(digit)) {
    case "accept":
      return sayAndHangUp(spokenTestAnswers.accepted);
    case "hang-up":
      return sayAndHangUp(spokenTestAnswers.hangUp);
    case "repeat":
      return await message(deps, found, turn + 1);
  }
}

async function message(deps: TestCallbacksDeps, { step, test }: StepInTest, turn: number): Promise<string> {
  const { contacts } = await configurationVersion(deps.db, test.version);
  const contact = contacts[step.recipient];
  const contactReading = contact?.reading ?? contact?.name ?? null;
  const sentences = spokenTest({ centerName: deps.centerName, contactReading });
  const keyUrl = `${deps.publicUrl}/callbacks/twilio/test/key/${step.id}?turn=${turn}`;
  return askForKey(sentences, keyUrl, spokenTestAnswers.noKey);
}
