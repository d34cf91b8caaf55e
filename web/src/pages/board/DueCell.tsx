import { useTranslation } from "react-i18next";
import type { BoardRow } from "../../api/types.ts";
import { Countdown } from "../../components/Countdown.tsx";
import { Time } from "../../components/Time.tsx";
import css from "./DueCell.module.css";

/** 「残り 4分12秒」 with 「03:27」 beside it; without a clock the word for what is due. */
export function DueCell({ due }: Pick<BoardRow, "due">) {
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
