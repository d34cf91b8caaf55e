import { type ReactNode, useEffect } from "react";
import css from "./Page.module.css";

interface Props {
  title: string;
  /** Beside the title: what can be done on the whole page. */
  actions?: ReactNode;
  children: ReactNode;
  /** Fills the whole window, as the board does. */
  full?: boolean;
  /** Two columns side by side. */
  wide?: boolean;
}

/** What every page has: one title, in the window's title too. */
export function Page({ title, actions, children, full = false, wide = false }: Props) {
  useEffect(() => {
    document.title = `${title} | 当番`;
  }, [title]);
  return (
    <div className={css.page} data-full={full || undefined} data-wide={wide || undefined}>
      <header className={css.head}>
        <h1>{title}</h1>
        {actions}
      </header>
      {children}
    </div>
  );
}
