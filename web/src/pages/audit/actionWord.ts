import { audit } from "../../texts/ja/audit.ts";

type ActionName = keyof typeof audit.actions;

/** All actions of the log that have words. */
export const actionNames = Object.keys(audit.actions) as ActionName[];

/** null: an action without words yet; it is shown as it was recorded. */
export const actionNamed = (action: string): ActionName | null =>
  actionNames.find((name) => name === action) ?? null;
