const mailAddress = /[^\s<>"'(),:;[\]@]+@[^\s<>"'(),:;[\]@]+/g;
/** E.164, and Japanese numbers as people write them. */
const telephone = /\+\d[\d-]{7,}\d|\b0\d{1,4}-\d{1,4}-\d{3,4}\b|\b0\d{9,10}\b/g;

/** Masks mail addresses and telephone numbers in other people's words, such as a provider's message. */
export const withoutAddresses = (words: string): string =>
  words.replace(mailAddress, "***").replace(telephone, "***");
