import { Link } from "@tanstack/react-router";
import { memo } from "react";
import { useTranslation } from "react-i18next";
import type { BoardRow as Row } from "../../api/types.ts";
import { Countdown } from "../../components/Countdown.tsx";
import { Level } from "../../components/Level.tsx";
import { Time } from "../../components/Time.tsx";
import { personName } from "../../words/personName.ts";
import { subjectOf } from "../../words/subject.ts";
import css from "./BoardRow.module.css";
import { applies, type RowAction } from "./useBoardActions.ts";

interface Props {
  row: Row;
  index: number;
  /** Where it stands in the scrolled area. */
  offset: number;
  person: string | undefined;
  isActive: boolean;
  isSelected: boolean;
  isActing: boolean;
  canAct: boolean;
  onActivate: (number: number) => void;
  onSelect: (number: number) => void;
  onAct: (action: RowAction, number: number) => void;
}

export const rowId = (number: number): string => `incident-${number}`;

/** Rerendered only when it changed: there are thousands of rows behind the few in sight. */
export const BoardRow = memo(function BoardRow(props: Props) {
  const { row, index, offset, person, isActive, isSelected, isActing, canAct } = props;
  const { onActivate, onSelect, onAct } = props;
  const { t } = useTranslation(["board", "common"]);
  const { number } = row;
  const who = row.takenBy ?? row.acknowledgedBy;
  return (
    <tr
      id={rowId(number)}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      className={css.row}
      data-active={isActive || undefined}
      data-state={row.state}
      data-due={row.due.what}
      style={{ transform: `translateY(${offset}px)` }}
      onPointerDown={() => onActivate(number)}
    >
      <td role="gridcell" className={css.select}>
        {canAct && (
          <input
            type="checkbox"
            tabIndex={-1}
            checked={isSelected}
            aria-label={t("select", { number })}
            onChange={() => onSelect(number)}
          />
        )}
      </td>
      <td role="gridcell" className={css.due}>
        <DueCell due={row.due} />
      </td>
      <td role="gridcell" className={css.level}>
        <Level level={row.level} />
      </td>
      <td role="gridcell" className={css.customer}>
        <span className={css.cut} title={row.customerName ?? undefined}>
          {row.customerName ?? row.customer ?? t("common:unknownCustomer")}
        </span>
      </td>
      <td role="gridcell" className={css.what}>
        <Link
          to="/incidents/$number"
          params={{ number: String(number) }}
          className={css.link}
          tabIndex={-1}
          title={subjectOf(row)}
        >
          {row.node !== "-" && <bdi className={css.node}>{row.node}</bdi>}
          <bdi className={row.node === "-" ? css.node : css.alarm}>{row.alarm}</bdi>
        </Link>
      </td>
      <td role="gridcell" className={css.phase}>
        <span className={css.twoLines} title={row.phase}>
          {row.state === "closed" ? t("closed") : row.phase}
        </span>
      </td>
      <td role="gridcell" className={css.who}>
        <span className={css.cut}>{who === null ? "" : personName(who)}</span>
        {canAct && (
          <span className={css.actions}>
            {(["acknowledge", "take"] as const)
              .filter((action) => applies[action](row, person))
              .map((action) => (
                <button
                  key={action}
                  type="button"
                  tabIndex={-1}
                  className={css.action}
                  disabled={isActing}
                  onClick={() => onAct(action, number)}
                >
                  {t(`actions.${action}`)}
                </button>
              ))}
          </span>
        )}
      </td>
      <td role="gridcell" className={css.number}>
        {number}
      </td>
    </tr>
  );
});

/** 「残り 4分12秒」 with 「03:27」 beside it; without a clock the word for what is due. */
function DueCell({ due }: Pick<Row, "due">) {
  const { t } = useTranslation("board");
  if (due.at === null)
    return (
      <span className={css.word} data-what={due.what}>
        {t(`due.${due.what}`)}
      </span>
    );
  return (
    <span className={css.timed}>
      <Countdown at={due.at} />
      <span className={css.clock}>
        <Time at={due.at} />
      </span>
    </span>
  );
}
