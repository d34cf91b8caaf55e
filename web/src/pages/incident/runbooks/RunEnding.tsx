import { useTranslation } from "react-i18next";
import type { RunbookRun } from "../../../api/types.ts";
import css from "./Runs.module.css";

/** How it ended: why, what was undone, what could not be, and what stays as it is. */
export function RunEnding({ run }: { run: RunbookRun }) {
  const { t } = useTranslation("runbooks");
  const { why, undone, stays, state } = run;
  const inVain = undone.filter(({ failed }) => failed !== null);
  const takenBack = undone.filter(({ failed }) => failed === null);
  return (
    <div className={css.ending} data-state={state}>
      {why !== null && <p className={css.why}>{why}</p>}
      {inVain.length > 0 && (
        <div className={css.inVain}>
          <h4>{t("inVain")}</h4>
          <ul>
            {inVain.map(({ title, failed }) => (
              <li key={title}>
                <strong>{title}</strong> <span>{failed}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
      {takenBack.length > 0 && (
        <div>
          <h4>{t("takenBack")}</h4>
          <ul>
            {takenBack.map(({ title }) => (
              <li key={title}>{title}</li>
            ))}
          </ul>
        </div>
      )}
      {stays.length > 0 && (
        <div>
          <h4>{t("stays")}</h4>
          <ul>
            {stays.map(({ title, never }) => (
              <li key={title}>
                {title} <span>{t("because", { never })}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
