import { useTranslation } from "react-i18next";
import type { CallEntry } from "../../../api/types.ts";
import { formatTime } from "../../../clock/formats.ts";
import css from "./History.module.css";

/** A call's recordings; nothing is loaded before somebody listens. */
export function Recordings({ recordings }: Pick<CallEntry, "recordings">) {
  const { t, i18n } = useTranslation("incident");
  return recordings.map(({ id, seconds, recordedAt }) => {
    const time = formatTime(new Date(recordedAt), "clock", i18n.language);
    const label = t("recording", { time, seconds: seconds ?? "?" });
    return (
      <div key={id} className={css.recording}>
        <span className={css.soft}>{label}</span>
        {/* biome-ignore lint/a11y/useMediaCaption: a conversation as it was, with no text of it */}
        <audio controls preload="none" src={`/api/recordings/${id}`} aria-label={label} />
      </div>
    );
  });
}
