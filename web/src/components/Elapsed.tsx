import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { clock } from "../clock/clock.ts";
import { spanOf } from "../clock/remaining.ts";
import css from "./Countdown.module.css";

/** The time since then, updated each second outside React, as in `Countdown`; the time of day stands beside it. */
export function Elapsed({ since }: { since: string }) {
  const element = useRef<HTMLSpanElement>(null);
  const { t } = useTranslation();
  useEffect(() => {
    const from = Date.parse(since);
    return clock.each((now) => {
      if (element.current === null) return;
      const span = spanOf(Math.max(0, Math.floor((now - from) / 1_000)));
      element.current.textContent = t(span.unit, span);
    });
  }, [since, t]);
  return <span ref={element} className={css.elapsed} aria-hidden />;
}
