import type { CallResult } from "../../../../../domain/calls/operators/result.ts";
import { readDraft, useDraft } from "../../../drafts/useDraft.ts";

export interface CallDraft {
  /** Whom it is about: fixed with the first thing done, so that a note never ends up beside another person. */
  contact: string;
  result: CallResult | null;
  note: string;
  /** 「03:27」, or empty for now. */
  placedAt: string;
}

const nameOf = (incident: number, round: number): string => `${incident}/call/${round}`;

/**
 * What is being noted of a call, by incident and round. Where another operator's result began the next round
 * meanwhile, the draft goes along.
 */
export function useCallDraft(incident: number, round: number) {
  const here = useDraft<CallDraft>(nameOf(incident, round));
  const before = useDraft<CallDraft>(nameOf(incident, round - 1));
  const earlier = here.draft === null && round > 1 ? readDraft<CallDraft>(nameOf(incident, round - 1)) : null;
  return {
    draft: here.draft ?? earlier,
    /** The round in which it was begun. */
    begunIn: earlier === null ? round : round - 1,
    write: here.write,
    forget(): void {
      here.forget();
      before.forget();
    },
  };
}
