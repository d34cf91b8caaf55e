/** Long enough for a database that is busy, shorter than any sender's own patience. */
export const patienceMilliseconds = 5_000;
