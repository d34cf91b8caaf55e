import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import { engine } from "../../../../../domain/people/actor.ts";
import type { IncidentAnswer, TimelineEntry } from "../../../api/types.ts";
import { formatTime } from "../../../clock/formats.ts";
import { Time } from "../../../components/Time.tsx";
import { personName } from "../../../words/personName.ts";
import css from "./History.module.css";
import { Older } from "./Older.tsx";
import { useHistory } from "./useHistory.ts";

const idOf = ({ at, kind, actor, text }: TimelineEntry): string => `${at} ${kind} ${actor} ${text}`;

/** Everything that happened, the newest on top, with who or what did it (RA1). */
export function Timeline({ incident }: { incident: IncidentAnswer }) {
  const { t, i18n } = useTranslation("incident");
  const { number, timeline: latest, counts } = incident;
  const history = useHistory({ list: "timeline", number, latest, count: counts.timeline, idOf });
  if (history.items.length === 0) return <p className={css.empty}>{t("history.noTimeline")}</p>;
  const dayOf = ({ at }: TimelineEntry): string => formatTime(new Date(at), "date", i18n.language);
  return (
    <>
      <ol className={css.timeline}>
        {history.items.map((entry, place) => {
          const before = history.items[place - 1];
          const isNewDay = before === undefined || dayOf(before) !== dayOf(entry);
          const word = kindWord(entry.kind);
          return (
            <Fragment key={idOf(entry)}>
              {isNewDay && <li className={css.day}>{dayOf(entry)}</li>}
              <li className={css.entry} data-kind={word}>
                <Time at={entry.at} form="seconds" />
                <span className={css.kind}>{t(`kind.${word}`)}</span>
                <span className={css.text}>{entry.text}</span>
                <span className={css.actor} data-engine={entry.actor === engine || undefined}>
                  {personName(entry.actor)}
                </span>
              </li>
            </Fragment>
          );
        })}
      </ol>
      <Older left={history.left} isPending={history.isPending} onShow={history.showOlder} />
    </>
  );
}

/** The kinds of timeline entries as people tell them apart; each has its word and its colour. */
const kindsOfWords = {
  alert: ["alert", "opened"],
  call: ["call", "operators-call"],
  mail: ["mail"],
  chat: ["chat"],
  sms: ["sms"],
  operators: ["operators", "operators-told"],
  order: ["operators-order"],
  person: ["taken"],
  acknowledged: ["acknowledged"],
  note: ["note", "operators-note"],
  runbook: ["runbook"],
  secondary: ["secondary"],
  escalation: ["escalation"],
  state: ["state", "recovered", "closed"],
  slo: ["slo", "slo-warning", "slo-breach", "breach"],
  fault: ["fault"],
  assigned: ["assigned"],
} as const;

type KindWord = keyof typeof kindsOfWords | "other";

const wordOf = new Map<string, KindWord>(
  Object.entries(kindsOfWords).flatMap(([word, kinds]) =>
    kinds.map((kind): [string, KindWord] => [kind, word as KindWord]),
  ),
);

const kindWord = (kind: string): KindWord => wordOf.get(kind) ?? "other";
