import { audit } from "../../texts/ja/audit.ts";

type ActionName = keyof typeof audit.actions;

/** All actions of the log that have words. */
export const actionNames = Object.keys(audit.actions) as ActionName[];

/** null: we have no words for the action yet; it is shown as it was recorded. */
export const actionNamed = (action: string): ActionName | null =>
  actionNames.find((name) => name === action) ?? null;
