/** Long enough for a busy database, shorter than any sender's own timeout. */
export const patienceMilliseconds = 5_000;
