declare global {
  interface Window {
    /** Left by `public/ahead.js`, on the board's address; null: no answer came. */
    askedAhead?: { at: number; answers: Map<string, Promise<Response | null>> };
  }
}

/** An answer that waited longer for its reader is asked for again. */
const longestWaitMilliseconds = 5_000;

/** What was asked for before this script was here. Each answer is given once. */
export async function takeAskedAhead(path: string): Promise<Response | null> {
  const { askedAhead } = window;
  const answer = askedAhead?.answers.get(path);
  if (askedAhead === undefined || answer === undefined) return null;
  askedAhead.answers.delete(path);
  return performance.now() - askedAhead.at > longestWaitMilliseconds ? null : answer;
}
