import { type ReactNode, useState } from "react";
import css from "./OnDemand.module.css";

/** What is looked at seldom: read only once it is opened. */
export function OnDemand({ label, children }: { label: string; children: ReactNode }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details className={css.details} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className={css.summary}>{label}</summary>
      {isOpen && <div className={css.content}>{children}</div>}
    </details>
  );
}
