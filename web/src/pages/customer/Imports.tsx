import { useTranslation } from "react-i18next";
import type { CustomerAnswer } from "../../api/types.ts";
import { Section } from "../../components/Section.tsx";
import { EmptyState } from "../../components/States.tsx";
import { Time } from "../../components/Time.tsx";
import css from "./Imports.module.css";
import { readDifference } from "./readDifference.ts";

export function Imports({ customer: { versions, lastChange } }: { customer: CustomerAnswer }) {
  const { t } = useTranslation("customer");
  const onlyOne = versions.length <= 1;
  return (
    <>
      <Section title={t("lastChange")}>
        {lastChange.length === 0 ? (
          <EmptyState title={onlyOne ? t("firstImport") : t("noChange")} />
        ) : (
          <Difference lines={lastChange} />
        )}
      </Section>
      <Section title={t("imports")}>
        <table className={css.versions}>
          <thead>
            <tr>
              <th scope="col">{t("version")}</th>
              <th scope="col">{t("importedAt")}</th>
              <th scope="col">{t("importedBy")}</th>
              <th scope="col">{t("file")}</th>
            </tr>
          </thead>
          <tbody>
            {versions.map(({ id, importedAt, importedBy, fileName, current }) => (
              <tr key={id} data-current={current || undefined}>
                <td>
                  {id}
                  {current && <span className={css.current}>{t("current")}</span>}
                </td>
                <td>
                  <Time at={importedAt} form="full" />
                </td>
                <td>{importedBy}</td>
                <td className={css.file}>{fileName}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Section>
    </>
  );
}

/** What an import changed: the old red and struck through, the new green; a sign in front says it without colour. */
function Difference({ lines }: { lines: readonly string[] }) {
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
