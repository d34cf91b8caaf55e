import { words } from "../words/sentence.ts";

/** 警報レベル (R5.4). */
export const levelTexts = words({ low: ["低", "low"], middle: ["中", "middle"], high: ["高", "high"] });
