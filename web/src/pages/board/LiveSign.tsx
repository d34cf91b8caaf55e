import { useTranslation } from "react-i18next";
import { formatTime } from "../../clock/formats.ts";
import { liveState, useLiveState } from "../../live/liveState.ts";
import css from "./LiveSign.module.css";

/** Whether what is shown can be trusted. */
export function LiveSign() {
  const { t, i18n } = useTranslation("board");
  const stale = useLiveState((state) => state.stale);
  const connected = useLiveState((state) => state.heardAt !== null);
  if (!stale)
    return (
      <span className={css.sign} data-tone={connected ? "live" : "waiting"}>
        <span className={css.dot} aria-hidden />
        <span className={css.text}>{t(connected ? "live" : "connecting")}</span>
      </span>
    );
  const { heardAt } = liveState();
  const words =
    heardAt === null
      ? t("staleNever")
      : t("stale", { time: formatTime(new Date(heardAt), "seconds", i18n.language) });
  return (
    <strong className={css.sign} data-tone="stale" role="alert">
      {words}
    </strong>
  );
}
