import { type ReactNode, useState } from "react";
import css from "./OnDemand.module.css";

interface Props {
  label: string;
  /** Whether it starts open; after that it stays as the reader left it. */
  startsOpen?: boolean;
  children: ReactNode;
}

/** For what is seldom looked at: loaded only when it is opened. */
export function OnDemand({ label, startsOpen = false, children }: Props) {
  const [isOpen, setOpen] = useState(startsOpen);
  return (
    <details className={css.details} open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className={css.summary}>{label}</summary>
      {isOpen && <div className={css.content}>{children}</div>}
    </details>
  );
}
