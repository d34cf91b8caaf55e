import type { ReactNode } from "react";
import css from "./Problem.module.css";

/** What was refused and why, shown where it was requested. */
export function Problem({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className={css.problem} role="alert">
      <p className={css.title}>{title}</p>
      {children}
    </div>
  );
}
