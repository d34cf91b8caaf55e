/** How many rows would be elsewhere in the new order: those that came, those that went, and those that moved. */
export function moves(shown: readonly number[], wanted: readonly number[]): number {
  const places = new Map(shown.map((number, place) => [number, place]));
  const staying = wanted.flatMap((number) => places.get(number) ?? []);
  const came = wanted.length - staying.length;
  const went = shown.length - staying.length;
  return came + went + (staying.length - longestRising(staying));
}

/** As many rows as can stay where they are relative to each other (patience sorting). */
function longestRising(places: readonly number[]): number {
  const tails: number[] = [];
  for (const place of places) {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (tails[middle]! < place) low = middle + 1;
      else high = middle;
    }
    tails[low] = place;
  }
  return tails.length;
}
