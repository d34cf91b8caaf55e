import { type ReactNode, useId } from "react";
import css from "./Section.module.css";

interface Props {
  title: string;
  /** Beside the title, quieter. */
  note?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

/** A part of a page with its own heading, on a surface of its own. */
export function Section({ title, note, actions, children }: Props) {
  const id = useId();
  return (
    <section className={css.section} aria-labelledby={id}>
      <header className={css.head}>
        <h2 id={id}>{title}</h2>
        {note !== undefined && <span className={css.note}>{note}</span>}
        {actions !== undefined && <div className={css.actions}>{actions}</div>}
      </header>
      {children}
    </section>
  );
}
