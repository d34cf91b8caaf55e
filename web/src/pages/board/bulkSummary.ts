/** What the API answers to an action on many. */
export interface BulkAnswer {
  results: { number: number; ok: boolean; code?: string; detail?: string }[];
}

export interface Refused {
  done: number;
  /** Each reason once, with the incidents it applies to. */
  reasons: { detail: string; numbers: number[] }[];
}

export function summarise({ results }: BulkAnswer): Refused {
  const reasons = new Map<string, number[]>();
  for (const { ok, number, code, detail } of results) {
    if (ok) continue;
    const reason = detail ?? code ?? "";
    reasons.set(reason, [...(reasons.get(reason) ?? []), number]);
  }
  return {
    done: results.filter(({ ok }) => ok).length,
    reasons: [...reasons].map(([detail, numbers]) => ({ detail, numbers })),
  };
}
