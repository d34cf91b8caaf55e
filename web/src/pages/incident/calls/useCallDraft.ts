import type { CallResult } from "../../../../../domain/calls/operators/result.ts";
import { readDraft, useDraft } from "../../../drafts/useDraft.ts";

export interface CallDraft {
  /** Whom it is about: fixed by the first input, so that a note never ends up with another person. */
  contact: string;
  result: CallResult | null;
  note: string;
  /** 「03:27」, or empty for now. */
  placedAt: string;
}

const nameOf = (incident: number, round: number): string => `${incident}/call/${round}`;

/**
 * What is being noted about a call, by incident and round. If another operator's result began the next round
 * meanwhile, the draft goes along.
 */
export function useCallDraft(incident: number, round: number) {
  const here = useDraft<CallDraft>(nameOf(incident, round));
  const before = useDraft<CallDraft>(nameOf(incident, round - 1));
  const earlier = here.draft === null && round > 1 ? readDraft<CallDraft>(nameOf(incident, round - 1)) : null;
  return {
    draft: here.draft ?? earlier,
    /** The round in which the note was begun. */
    begunIn: earlier === null ? round : round - 1,
    write: here.write,
    forget(): void {
      here.forget();
      before.forget();
    },
  };
}
