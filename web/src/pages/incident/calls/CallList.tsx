import { useTranslation } from "react-i18next";
import { mostRounds, type OperatorCallsView } from "../../../../../domain/calls/operators/list.ts";
import type { Desk, IncidentAnswer } from "../../../api/types.ts";
import { phoneWords } from "../../../words/phoneWords.ts";
import css from "./CallList.module.css";
import { callOf } from "./listed.ts";

interface Props {
  list: OperatorCallsView;
  incident: IncidentAnswer;
  desk: Desk;
  chosen: string | null;
  /** null: the list has ended and is only read. */
  onChoose: ((contact: string) => void) | null;
}

const rounds = Array.from({ length: mostRounds }, (_, index) => index + 1);

/** The list in its order, with each person's result in each round; the next person stands out. */
export function CallList({ list, incident, desk, chosen, onChoose }: Props) {
  const { t } = useTranslation("calls");
  return (
    <ol className={css.list}>
      {list.list.map((id, index) => {
        const contact = desk.contacts.find((one) => one.id === id);
        const inside = (
          <>
            <span className={css.place}>{index + 1}</span>
            <span className={css.who}>
              <span className={css.name}>{contact?.name ?? id}</span>
              <span className={css.phone}>
                {contact?.phone ? phoneWords(contact.phone) : t("noPhone")}
                {contact?.company && <span className={css.company}>{contact.company}</span>}
              </span>
              <Results incident={incident} contact={id} upTo={list.round} />
            </span>
            {id === list.next && <span className={css.next}>{t("next")}</span>}
          </>
        );
        return (
          <li key={id}>
            {onChoose === null ? (
              <div className={css.person}>{inside}</div>
            ) : (
              <button
                type="button"
                className={css.person}
                data-next={id === list.next || undefined}
                aria-pressed={id === chosen}
                onClick={() => onChoose(id)}
              >
                {inside}
              </button>
            )}
          </li>
        );
      })}
    </ol>
  );
}

interface ResultsProps {
  incident: IncidentAnswer;
  contact: string;
  upTo: number;
}

function Results({ incident, contact, upTo }: ResultsProps) {
  const { t } = useTranslation(["calls", "incident"]);
  const made = rounds
    .filter((round) => round <= upTo)
    .flatMap((round) => {
      const call = callOf(incident, contact, round);
      return call === undefined ? [] : [{ round, call }];
    });
  if (made.length === 0) return null;
  return (
    <span className={css.results}>
      {made.map(({ round, call }) => (
        <span key={round} className={css.result} data-result={call.result ?? undefined}>
          {t("round", { round })}{" "}
          {call.result
            ? t(`incident:result.${call.result}`)
            : call.outcome === null
              ? t("underWay")
              : t(`incident:outcome.${call.outcome}`)}
        </span>
      ))}
    </span>
  );
}
