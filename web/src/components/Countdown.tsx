import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { clock } from "../clock/clock.ts";
import { remaining } from "../clock/remaining.ts";
import css from "./Countdown.module.css";

interface Props {
  /** Until then. */
  at: string;
  /** How long before `at` it counts as near. */
  nearMilliseconds?: number;
}

const fiveMinutesMilliseconds = 5 * 60_000;

/**
 * 「残り 4分12秒」. The clock writes it into the page outside React, so that a thousand of them cost nothing; screen
 * readers are given the time of day beside it instead.
 */
export function Countdown({ at, nearMilliseconds = fiveMinutesMilliseconds }: Props) {
  const element = useRef<HTMLSpanElement>(null);
  const { t } = useTranslation();
  useEffect(() => {
    const until = Date.parse(at);
    return clock.each((now) => {
      if (element.current === null) return;
      const { over, span } = remaining(until, now);
      const time = t(span.unit, span);
      element.current.textContent = t(over ? "overdue" : "remaining", { time });
      element.current.dataset.tone = over ? "breached" : until - now <= nearMilliseconds ? "near" : "ok";
    });
  }, [at, nearMilliseconds, t]);
  return <span ref={element} className={css.countdown} aria-hidden />;
}
