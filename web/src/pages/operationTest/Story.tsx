import { useTranslation } from "react-i18next";
import { engine } from "../../../../domain/people/actor.ts";
import type { OperationTestAnswer } from "../../api/types.ts";
import { Section } from "../../components/Section.tsx";
import { Time } from "../../components/Time.tsx";
import css from "./OperationTest.module.css";

interface Props {
  lines: OperationTestAnswer["timeline"];
  timezone: string | undefined;
}

export function Story({ lines, timezone }: Props) {
  const { t } = useTranslation("operationTest");
  const zone = timezone === undefined ? {} : { timezone };
  return (
    <Section title={t("story")} note={timezone === undefined ? undefined : t("timezone", { timezone })}>
      <ol className={css.story}>
        {Array.from(lines.entries(), ([place, { at, actor, text }]) => (
          <li key={place}>
            <Time at={at} form="seconds" {...zone} />
            <span>{text}</span>
            <span className={css.actor}>{actor === engine ? "" : actor}</span>
          </li>
        ))}
      </ol>
    </Section>
  );
}
