import { setCurrentDetails, upsertSearchAttributes } from "@temporalio/workflow";
import { levelWord } from "../../domain/alerts/level.ts";
import { type OperatorCalls, viewOperatorCalls } from "../../domain/calls/operators/list.ts";
import type { Situation } from "../../domain/incidents/actions/situation.ts";
import { stateTexts } from "../../domain/incidents/phaseTexts.ts";
import { inMarkdown } from "../../domain/messages/markdown.ts";
import { searchAttributes } from "../contract/searchAttributes.ts";
import { listed } from "../kit/details.ts";
import type { IncidentRun } from "./incidentRun.ts";
import { isAcknowledged, stateOf } from "./situation.ts";

type ShownState = Situation["state"];

/** Keeps the Temporal UI true: the list's columns, and a description of what happens now. */
export function show(run: IncidentRun, closed?: "closed"): void {
  const state = closed ?? stateOf(run);
  setCurrentDetails(details(run, state));
  const next = { state, level: run.memory.level, acknowledged: isAcknowledged(run) };
  if (JSON.stringify(next) === JSON.stringify(run.shown)) return;
  run.shown = next;
  upsertSearchAttributes([
    { key: searchAttributes.state, value: state },
    { key: searchAttributes.level, value: next.level },
    { key: searchAttributes.acknowledged, value: next.acknowledged },
  ]);
}

function details(run: IncidentRun, state: ShownState): string {
  const { opening, memory, slo } = run;
  const lines = [
    `**#${opening.number}** ${inMarkdown(`${opening.node} ${opening.alarm}`)}（レベル ${levelWord(memory.level)}）`,
    `状態: **${stateTexts[state]()}**${memory.acknowledged === null ? "" : `（${inMarkdown(memory.acknowledged.by)}）`}`,
    `対応ルール: ${inMarkdown(run.handling.rule ?? "なし")}　発生回数: ${memory.occurrence}　アラート: ${memory.seenUpTo}件`,
    `初動目標: ${memory.silenced === true ? "静観中のため計測しません" : promiseWords(slo)}`,
  ];
  if (memory.takenBy !== null) lines.push(`担当: ${inMarkdown(memory.takenBy)}`);
  if (memory.operatorCalls !== null) lines.push(operatorCallsLine(memory.operatorCalls));
  const now = [...run.underWay.values()].map(({ what }) => what);
  return [...lines, ...listed("進行中", now)].join("\n\n");
}

const promiseWords = ({ responded, breached }: IncidentRun["slo"]): string =>
  responded ? "初動対応済み" : breached ? "**15分を超過**" : "15分以内に初動対応";

function operatorCallsLine(calls: OperatorCalls): string {
  const { state, round, next, list } = viewOperatorCalls(calls);
  const words = { reached: "連絡済み", exhausted: "2巡とも連絡できず", stopped: "中止" };
  return state === "running"
    ? `有人架電: ${round}巡目、次は **${inMarkdown(next ?? "-")}**（${list.map(inMarkdown).join(" → ")}）`
    : `有人架電: ${words[state]}`;
}
