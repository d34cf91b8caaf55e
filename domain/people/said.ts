/** What a person says about an incident. */
export interface Said {
  /** The person's name: set by the API from the login; in the Temporal UI, any text that was typed. */
  by: string;
  /**
   * The incident that is meant. A workflow's id belongs to an alert key, so the open page of an older incident must
   * not affect the next one. Absent in the Temporal UI, where a page shows one run.
   */
  incident?: number;
}

/** The longest texts from people, in UTF-16 code units. */
export const longestTexts = {
  name: 100,
  note: 4_000,
  subject: 200,
  body: 20_000,
  chat: 4_000,
  reason: 1_000,
};

/**
 * Refuses NUL and lone surrogates, which no database stores, and other control characters; line breaks and tabs are
 * allowed.
 */
export const isPlainText = (text: string): boolean => text.isWellFormed() && !/[^\P{Cc}\n\r\t]/u.test(text);
