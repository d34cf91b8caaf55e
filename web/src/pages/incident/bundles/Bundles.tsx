import { useTranslation } from "react-i18next";
import type { IncidentAnswer } from "../../../api/types.ts";
import { Section } from "../../../components/Section.tsx";
import { Time } from "../../../components/Time.tsx";
import css from "./Bundles.module.css";
import { sizeWords } from "./sizeWords.ts";

/** What runs collected from their targets, for operators to inspect; each download is in the audit log. */
export function Bundles({ incident: { number, bundles } }: { incident: IncidentAnswer }) {
  const { t } = useTranslation("secondary");
  if (bundles.length === 0) return null;
  return (
    <Section title={t("bundles.title")} note={t("bundles.number", { number: bundles.length })}>
      <ul className={css.bundles}>
        {bundles.toReversed().map(({ id, name, bytes, at }) => (
          <li key={id} className={css.bundle}>
            <span className={css.name}>{name}</span>
            <span className={css.about}>{sizeWords(bytes)}</span>
            <span className={css.about}>
              <Time at={at} form="day" />
            </span>
            <a
              href={`/api/incidents/${number}/bundles/${id}`}
              download={name}
              aria-label={t("bundles.downloadOf", { name })}
            >
              {t("bundles.download")}
            </a>
          </li>
        ))}
      </ul>
    </Section>
  );
}
