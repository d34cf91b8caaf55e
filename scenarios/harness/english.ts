import { expect } from "vitest";
import { isNotNull, ne } from "../../db/drizzle.ts";
import {
  alerts,
  auditLog,
  calls,
  customerVersions,
  dispatches,
  incidents,
  operationTestSteps,
  runbookRuns,
  runbookSteps,
  secondaryResponses,
  timeline,
} from "../../db/schema/index.ts";
import { say } from "../../domain/say.ts";
import { wordsOf } from "../../domain/timeline.ts";
import type { Engine } from "./engine.ts";

const japanese = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u;

/**
 * Checks that a reader of English understands every sentence the engine has kept so far. Any Japanese left
 * must be the words of people or tools, recognised from where they were given.
 */
export async function everythingKeptIsKnownInEnglish(engine: Engine): Promise<void> {
  const [kept, given] = await Promise.all([keptBy(engine), givenWords(engine)]);
  const left = [...kept].filter((text) => japanese.test(without(given, text)));
  expect(left, "has no words in English").toEqual([]);
}

/** All kept sentences in English, without notes, which are people's own words. */
async function keptBy({ database: { db } }: Engine): Promise<Set<string>> {
  const [lines, callReasons, sendReasons, testReasons, runs, steps] = await Promise.all([
    db.selectDistinct({ event: timeline.event }).from(timeline).where(ne(timeline.kind, "note")),
    db.selectDistinct({ text: calls.reason }).from(calls).where(isNotNull(calls.reason)),
    db.selectDistinct({ text: dispatches.reason }).from(dispatches).where(isNotNull(dispatches.reason)),
    db
      .selectDistinct({ text: operationTestSteps.reason })
      .from(operationTestSteps)
      .where(isNotNull(operationTestSteps.reason)),
    db.selectDistinct({ text: runbookRuns.why }).from(runbookRuns).where(isNotNull(runbookRuns.why)),
    db.selectDistinct({ text: runbookSteps.seen }).from(runbookSteps).where(isNotNull(runbookSteps.seen)),
  ]);
  const texts = [...callReasons, ...sendReasons, ...testReasons, ...runs, ...steps];
  return new Set([
    ...lines.map(({ event }) => wordsOf(event, "en")),
    ...texts.map(({ text }) => say(text ?? "", "en")),
  ]);
}

/**
 * Names and settings from customers' files, the content of alerts, and what people wrote in their requests.
 */
async function givenWords({ database: { db } }: Engine): Promise<string[]> {
  const [files, received, asked, actors, called, resolved, agreed, trees] = await Promise.all([
    db.select({ said: customerVersions.configuration }).from(customerVersions),
    db.select({ said: alerts.value }).from(alerts).where(isNotNull(alerts.value)),
    db.select({ by: auditLog.person, said: auditLog.detail }).from(auditLog),
    db.selectDistinct({ said: timeline.actor }).from(timeline),
    db.select({ said: calls.resultNote }).from(calls).where(isNotNull(calls.resultNote)),
    // Requests from the Temporal UI are not in the audit log.
    db.select({ said: incidents.resolvedReason }).from(incidents).where(isNotNull(incidents.resolvedReason)),
    // Words given by a link, on the telephone or in the Temporal UI.
    db.select({ said: secondaryResponses.record }).from(secondaryResponses),
    // A runbook is written for customers, only in Japanese.
    db.select({ said: runbookRuns.tree }).from(runbookRuns),
  ]);
  const names = actors.map(({ said }) => said.replace(/^customer:/, "").replace(/（未確認）$/, ""));
  const words = [...files, ...received, ...asked, ...called, ...resolved, ...agreed, ...trees].flatMap(
    textsIn,
  );
  return [...new Set([...words, ...names])]
    .filter((word) => japanese.test(word))
    .sort((one, other) => other.length - one.length);
}

function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

const without = (words: readonly string[], text: string): string =>
  words.reduce((rest, word) => rest.replaceAll(word, ""), text);
