import type { Language } from "../words/language.ts";
import { levelTexts } from "./texts.ts";

/** 警報レベル 低・中・高 (R5.4). */
export const levels = ["low", "middle", "high"] as const;
export type Level = (typeof levels)[number];

/** The word that people see: 低, 中, 高. */
export const levelWord = (level: Level, language: Language = "ja"): string => levelTexts[level](language);

/** 0 for low, 2 for high; used to compare levels. */
export const levelRank = (level: Level): number => levels.indexOf(level);

export const isHigher = (level: Level, than: Level): boolean => levelRank(level) > levelRank(than);

/** Whether an acknowledgement at a level covers this level too: it covers all those below (R5.1c). */
export const covers = (acknowledged: Level | null, level: Level): boolean =>
  acknowledged !== null && !isHigher(level, acknowledged);

export const highest = (among: readonly Level[]): Level | null =>
  among.reduce<Level | null>((top, level) => (top === null || isHigher(level, top) ? level : top), null);
