import { audit } from "../../texts/ja/audit.ts";

type ActionName = keyof typeof audit.actions;

/** All that the log can hold, as far as there are words for it. */
export const actionNames = Object.keys(audit.actions) as ActionName[];

/** null: an action there is no word for yet; it stands as it was written. */
export const actionNamed = (action: string): ActionName | null =>
  actionNames.find((name) => name === action) ?? null;
