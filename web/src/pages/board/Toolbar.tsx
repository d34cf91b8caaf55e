import { useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { alertSettings } from "../../alerts/settings.ts";
import { allowSound, soundIsBlocked } from "../../alerts/sound.ts";
import { nearlyDueMilliseconds } from "../../alerts/worthTelling.ts";
import type { BoardRow } from "../../api/types.ts";
import { clock } from "../../clock/clock.ts";
import { formatTime } from "../../clock/formats.ts";
import { Button } from "../../components/Button.tsx";
import { liveState, useLiveState } from "../../live/liveState.ts";
import { AlertSettingsDialog } from "./AlertSettingsDialog.tsx";
import css from "./Toolbar.module.css";

interface Counts {
  open: number;
  unacknowledged: number;
  triage: number;
  /** Due within 5 minutes. */
  near: number;
  breached: number;
}

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

function countRows(rows: Iterable<BoardRow>, now: number): Counts {
  const counts: Counts = { open: 0, unacknowledged: 0, triage: 0, near: 0, breached: 0 };
  for (const { state, due } of rows) {
    counts.open += 1;
    if (state === "open" || state === "triage") counts.unacknowledged += 1;
    if (state === "triage") counts.triage += 1;
    if (due.at === null) continue;
    const leftMilliseconds = Date.parse(due.at) - now;
    if (leftMilliseconds < 0) counts.breached += 1;
    else if (leftMilliseconds <= nearlyDueMilliseconds) counts.near += 1;
  }
  return counts;
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
