import { useTranslation } from "react-i18next";
import css from "./Difference.module.css";
import { readDifference } from "./readDifference.ts";

/** What an import changed: what was is struck and red, what is is green; the sign before it says it without colour. */
export function Difference({ lines }: { lines: readonly string[] }) {
  const { t } = useTranslation("customer");
  const signs = { added: "+", removed: "−", changed: "~" };
  return (
    <ul className={css.difference}>
      {lines.map((line) => {
        const { kind, path, before, after } = readDifference(line);
        return (
          <li key={line} className={css.line} data-kind={kind}>
            <span className={css.sign} role="img" aria-label={t(kind)}>
              {signs[kind]}
            </span>
            <code className={css.path}>{path}</code>
            <code className={css.values}>
              {before !== null && <del>{before}</del>}
              {after !== null && <ins>{after}</ins>}
            </code>
          </li>
        );
      })}
    </ul>
  );
}
