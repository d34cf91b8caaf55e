import { words } from "../words/sentence.ts";

/** 警報レベル (R5.4). */
export const levelTexts = words({ low: ["低", "low"], middle: ["中", "middle"], high: ["高", "high"] });

/** What an alert said. */
export const alertStatusTexts = words({
  firing: ["発生", "firing"],
  repeat: ["継続中", "still firing"],
  recovered: ["復旧", "recovered"],
  acknowledged: ["対応確認", "acknowledged"],
});
