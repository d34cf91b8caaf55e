import { words } from "./sentence.ts";

export const levelTexts = words({ low: ["低", "low"], middle: ["中", "middle"], high: ["高", "high"] });
