import { type ReactNode, useState } from "react";
import css from "./OnDemand.module.css";

interface Props {
  label: string;
  /** From when it is first shown; after that it is as its reader left it. */
  startsOpen?: boolean;
  children: ReactNode;
}

/** For what is seldom looked at: read only once it is opened. */
export function OnDemand({ label, startsOpen = false, children }: Props) {
  const [isOpen, setOpen] = useState(startsOpen);
  return (
    <details className={css.details} open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className={css.summary}>{label}</summary>
      {isOpen && <div className={css.content}>{children}</div>}
    </details>
  );
}
