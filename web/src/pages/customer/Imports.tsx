import { useTranslation } from "react-i18next";
import type { CustomerAnswer } from "../../api/types.ts";
import { Section } from "../../components/Section.tsx";
import { EmptyState } from "../../components/States.tsx";
import { Time } from "../../components/Time.tsx";
import { Difference } from "./Difference.tsx";
import css from "./Imports.module.css";

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
