/** The languages of the console. Customers' mails, calls and chats are Japanese. */
export const languages = ["ja", "en"] as const;
export type Language = (typeof languages)[number];
