import { type RefObject, useEffect } from "react";
import { useTranslation } from "react-i18next";
import type { QueueEntry } from "../../api/types.ts";
import { Countdown } from "../../components/Countdown.tsx";
import { Level } from "../../components/Level.tsx";
import { Time } from "../../components/Time.tsx";
import { subjectOf } from "../../words/subject.ts";
import css from "./QueueList.module.css";

interface Props {
  entries: readonly QueueEntry[];
  current: QueueEntry | null;
  onSelect: (place: number) => void;
  ref: RefObject<HTMLUListElement | null>;
}

/** The queue, worst first: why each entry is here, and how long is left. */
export function QueueList({ entries, current, onSelect, ref }: Props) {
  const { t } = useTranslation(["triage", "common"]);
  const open = current?.number;
  useEffect(() => {
    if (open !== undefined)
      ref.current?.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" });
  }, [open, ref]);
  return (
    <ul className={css.list} aria-label={t("list")} ref={ref}>
      {entries.map((entry, place) => {
        const { number, level, customerName, attentionText, attention, takenBy } = entry;
        const isCurrent = number === current?.number;
        return (
          <li key={number} aria-current={isCurrent || undefined}>
            <button type="button" className={css.entry} data-why={attention} onClick={() => onSelect(place)}>
              <span className={css.top}>
                <Level level={level} />
                <span className={css.why}>{attentionText}</span>
                <span className={css.due}>
                  <Due entry={entry} />
                </span>
              </span>
              <span className={css.what}>{subjectOf(entry)}</span>
              <span className={css.bottom}>
                <span data-unknown={customerName === null || undefined}>
                  {customerName ?? t("common:unknownCustomer")}
                </span>
                {takenBy !== null && <span className={css.has}>{t("has", { name: takenBy })}</span>}
                <span className={css.number}>#{number}</span>
              </span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}

/** How long is left for the first response; after that, how long it has waited. */
function Due({ entry }: { entry: QueueEntry }) {
  const { t } = useTranslation("triage");
  if (entry.closedAt !== null) return t("finished");
  if (entry.deadlineAt !== null && !entry.responded) return <Countdown at={entry.deadlineAt} />;
  return <Time at={entry.attentionAt} />;
}
