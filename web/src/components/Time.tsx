import { useTranslation } from "react-i18next";
import { formatTime, type TimeForm } from "../clock/formats.ts";

interface Props {
  at: string;
  form?: TimeForm;
  /** A customer's zone; by default the terminal's. */
  timezone?: string;
}

/** A moment; the whole date stands in its title. */
export function Time({ at, form = "clock", timezone }: Props) {
  const { i18n } = useTranslation();
  const date = new Date(at);
  return (
    <time dateTime={at} title={formatTime(date, "full", i18n.language, timezone)}>
      {formatTime(date, form, i18n.language, timezone)}
    </time>
  );
}
