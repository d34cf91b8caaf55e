import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { ApiProblem } from "../../../api/problem.ts";
import { problemWords } from "../../../api/problemWords.ts";
import { meQuery } from "../../../api/queries.ts";
import type { IncidentAnswer } from "../../../api/types.ts";
import { Problem } from "../../../components/Problem.tsx";
import { Time } from "../../../components/Time.tsx";
import { personName } from "../../../words/personName.ts";
import { type Change, whatChanged, whatOthersDid } from "../whatChanged.ts";
import css from "./ActionDialog.module.css";

interface Props {
  problem: ApiProblem;
  /** The incident as it was when the form was opened. */
  seen: IncidentAnswer;
  now: IncidentAnswer;
}

/** Why an action was refused, and what has changed since the person began it. */
export function Refused({ problem, seen, now }: Props) {
  const { t } = useTranslation(["incident", "common"]);
  const { data: me } = useQuery(meQuery);
  const changes = whatChanged(seen, now);
  const others = whatOthersDid(seen.timeline, now.timeline, me?.name ?? "");
  const words = ({ what, from, to }: Change): [string, string] => {
    const valueWords = (value: string | null): string => {
      if (value === null) return t("common:none");
      if (what === "state") return t(`common:state.${value as IncidentAnswer["state"]}`);
      if (what === "level") return t(`common:level.${value as IncidentAnswer["level"]}`);
      return what === "phase" ? value : personName(value);
    };
    return [valueWords(from), valueWords(to)];
  };
  const names = {
    state: t("state"),
    level: t("level"),
    phase: t("phase"),
    taken: t("what.taken"),
    acknowledged: t("what.acknowledged"),
  };
  return (
    <Problem title={problemWords(problem)}>
      {changes.length + others.length > 0 && (
        <>
          <p>{t("changed")}</p>
          <ul className={css.changes}>
            {others.map(({ at, actor, text }) => (
              <li key={`${at} ${text}`}>
                <Time at={at} form="seconds" /> {personName(actor)}: {text}
              </li>
            ))}
            {changes.map((change) => {
              const [from, to] = words(change);
              return <li key={change.what}>{t("changedFrom", { what: names[change.what], from, to })}</li>;
            })}
          </ul>
        </>
      )}
      <p>{t("kept")}</p>
    </Problem>
  );
}
