import { useNavigate } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { IncidentAnswer, QueueEntry } from "../../api/types.ts";
import { KeyHelp } from "../../components/KeyHelp.tsx";
import { useShortcuts } from "../../keyboard/useShortcuts.ts";
import { useIncidentAction } from "../incident/useIncidentAction.ts";
import { EntryDetail } from "./EntryDetail.tsx";
import { QueueList } from "./QueueList.tsx";
import css from "./TriagePage.module.css";

/** The queue and its open entry; by keyboard alone, one after the other. */
export function Queue({ entries }: { entries: readonly QueueEntry[] }) {
  const { t } = useTranslation("triage");
  const { current, select, next, previous } = useSelection(entries);
  const [isHelpOpen, setHelpOpen] = useState(false);
  /** The next entry's field takes the focus once its desk is loaded. */
  const [goesOn, setGoesOn] = useState(false);
  const detail = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const navigate = useNavigate();
  const seen = useIncidentAction(current?.number ?? 0);

  const open = () => {
    if (current === null) return;
    void navigate({ to: "/incidents/$number", params: { number: `${current.number}` } });
  };
  const field = () => detail.current?.querySelector("input") ?? null;
  const begin = () => (field() === null ? open() : field()?.focus());
  const markSeen = () => {
    if (current !== null && current.state !== "triage" && !seen.isPending) void seen.send("seen", {});
  };
  const leave = () => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    list.current?.querySelector<HTMLElement>("[aria-current] button")?.focus();
  };
  /** On to the next one, unless the customer was just assigned and the rule still has to be chosen. */
  const assigned = (incident: IncidentAnswer | null) => {
    if (incident?.state !== "triage") next();
    setGoesOn(true);
  };

  useShortcuts({
    j: next,
    k: previous,
    Enter: begin,
    o: open,
    s: markSeen,
    "?": () => setHelpOpen(true),
  });

  const keys = t("keys", { returnObjects: true });
  return (
    <div className={css.queue}>
      <QueueList
        ref={list}
        entries={entries}
        current={current}
        onSelect={(place) => {
          select(place);
          // On a telephone the detail is below the list.
          requestAnimationFrame(() => detail.current?.scrollIntoView({ block: "nearest" }));
        }}
      />
      {current !== null && (
        <EntryDetail
          key={current.number}
          ref={detail}
          entry={current}
          beginsTyping={goesOn}
          isMarking={seen.isPending}
          onAssigned={assigned}
          onSeen={markSeen}
          onLeave={() => {
            setGoesOn(false);
            leave();
          }}
        />
      )}
      <KeyHelp
        isOpen={isHelpOpen}
        onClose={() => setHelpOpen(false)}
        keys={[
          { keys: ["j"], does: keys.next },
          { keys: ["k"], does: keys.previous },
          { keys: ["Enter"], does: keys.begin },
          { keys: ["Esc"], does: keys.leave },
          { keys: ["o"], does: keys.open },
          { keys: ["s"], does: keys.seen },
          { keys: ["?"], does: keys.help },
        ]}
      />
    </div>
  );
}

/**
 * Which entry of the queue is open. It is known by its number, since the queue moves; if it has left the queue, the
 * one now in its place takes over.
 */
function useSelection(entries: readonly QueueEntry[]) {
  const [selected, setSelected] = useState<{ number: number; place: number } | null>(null);
  const found = entries.findIndex(({ number }) => number === selected?.number);
  const place = found >= 0 ? found : Math.min(selected?.place ?? 0, entries.length - 1);
  const current = entries[place] ?? null;

  const select = (to: number): void => {
    const entry = entries[Math.max(0, Math.min(to, entries.length - 1))];
    if (entry !== undefined) setSelected({ number: entry.number, place: entries.indexOf(entry) });
  };
  return {
    current,
    select,
    next: () => select(place + 1),
    previous: () => select(place - 1),
  };
}
