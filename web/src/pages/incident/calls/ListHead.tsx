import { useTranslation } from "react-i18next";
import type { OperatorCallsView } from "../../../../../domain/calls/operators/list.ts";
import css from "./CallPanel.module.css";

/** Where the list stands: the round, the band it was chosen by, and whether it goes on. */
export function ListHead({ list }: { list: OperatorCallsView }) {
  const { t } = useTranslation("calls");
  return (
    <p className={css.standing}>
      {list.state === "running" ? (
        <span className={css.round}>
          {t("round", { round: list.round })}
          <span className={css.of}>{t("ofRounds")}</span>
        </span>
      ) : (
        <span className={css.round} data-state={list.state}>
          {t(`state.${list.state}`)}
        </span>
      )}
      <span className={css.band}>{t(`band.${list.band}`)}</span>
    </p>
  );
}
