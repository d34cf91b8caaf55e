import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { clock } from "../../clock/clock.ts";
import { formatTime } from "../../clock/formats.ts";
import css from "./Overview.module.css";

/** The customer's zone and what time it is there, to the minute. */
export function LocalTime({ timezone }: { timezone: string }) {
  const { t, i18n } = useTranslation("customer");
  const [minute, setMinute] = useState(() => Math.floor(clock.now() / 60_000));
  useEffect(() => clock.each((now) => setMinute(Math.floor(now / 60_000))), []);
  const time = formatTime(new Date(minute * 60_000), "day", i18n.language, timezone);
  return (
    <>
      {timezone} <span className={css.time}>{t("localTime", { time })}</span>
    </>
  );
}
