/** A person's word on an incident. */
export interface Said {
  /** Their name: filled in by the API from the login; from the Temporal UI whatever was typed. */
  by: string;
  /**
   * Which incident is meant. A workflow's id belongs to an alert key, and an older incident's page may still be open:
   * its word must not reach the one that follows. Left out in the Temporal UI, whose page is of one run.
   */
  incident?: number;
}

/** How long texts of people may be, in UTF-16 code units. */
export const longestTexts = {
  name: 100,
  note: 4_000,
  subject: 200,
  body: 20_000,
  chat: 4_000,
  reason: 1_000,
};

/** Neither NUL, which no database keeps, nor half a character; line breaks and tabs are a text's own. */
export const isPlainText = (text: string): boolean => text.isWellFormed() && !/[^\P{Cc}\n\r\t]/u.test(text);
