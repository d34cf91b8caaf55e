import { useTranslation } from "react-i18next";
import type { Level as LevelName } from "../../../domain/alerts/level.ts";
import css from "./Level.module.css";

/** 低, 中, 高: the word says it, the colour only helps. */
export function Level({ level }: { level: LevelName }) {
  const { t } = useTranslation();
  const word = t(`level.${level}`);
  return (
    <span className={css.level} data-level={level} title={t("levelName", { level: word })}>
      {word}
    </span>
  );
}
