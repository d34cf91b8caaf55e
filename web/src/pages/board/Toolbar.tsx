import { useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { alertSettings } from "../../alerts/settings.ts";
import { allowSound, soundIsBlocked } from "../../alerts/sound.ts";
import type { BoardRow } from "../../api/types.ts";
import { clock } from "../../clock/clock.ts";
import { formatTime } from "../../clock/formats.ts";
import { Button } from "../../components/Button.tsx";
import { liveState, useLiveState } from "../../live/liveState.ts";
import { AlertSettingsDialog } from "./AlertSettingsDialog.tsx";
import { type Counts, countRows } from "./counts.ts";
import css from "./Toolbar.module.css";

const order: readonly (keyof Counts)[] = ["open", "unacknowledged", "triage", "near", "breached"];

/** How things stand, counted from the rows below once they are there, and whether they are up to date. */
export function Toolbar({ rows }: { rows: ReadonlyMap<number, BoardRow> | undefined }) {
  const { t } = useTranslation("board");
  const now = useSlowClock();
  const counts = useMemo(() => countRows(rows?.values() ?? [], now), [rows, now]);
  return (
    <div className={css.toolbar}>
      <dl className={css.counts}>
        {order.map((name) => (
          <div key={name} className={css.count} data-name={name} data-some={counts[name] > 0 || undefined}>
            <dt>{t(`counts.${name}`)}</dt>
            <dd>{rows === undefined ? "–" : counts[name]}</dd>
          </div>
        ))}
      </dl>
      <LiveSign />
      <AlertControls />
    </div>
  );
}

/** Sound and notifications. Until the browser allows sound, a button asking for it comes first. */
function AlertControls() {
  const { t } = useTranslation("board");
  const [blocked, setBlocked] = useState(soundIsBlocked);
  const [isOpen, setOpen] = useState(false);
  const wanted = Object.values(alertSettings().sound).some(Boolean);
  const allow = async (): Promise<void> => {
    await allowSound();
    setBlocked(soundIsBlocked());
  };
  return (
    <>
      {blocked && wanted && (
        <Button small onPress={allow} aria-description={t("settings.allowHint")}>
          {t("settings.allow")}
        </Button>
      )}
      <Button small kind="quiet" onPress={() => setOpen(true)}>
        {t("settings.open")}
      </Button>
      {isOpen && (
        <AlertSettingsDialog onClose={() => setOpen(false)} onSound={() => setBlocked(soundIsBlocked())} />
      )}
    </>
  );
}

/** Whether what is shown can be trusted. */
function LiveSign() {
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

const clockStepMilliseconds = 5_000;

/** The time in steps of five seconds: exact enough for the counts, and cheap. */
function useSlowClock(): number {
  const [now, setNow] = useState(() => clock.now());
  useEffect(
    () => clock.each((time) => setNow((before) => (time - before >= clockStepMilliseconds ? time : before))),
    [],
  );
  return now;
}
