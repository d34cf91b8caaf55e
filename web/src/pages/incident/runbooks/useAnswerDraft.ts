import { useDraft } from "../../../drafts/useDraft.ts";

/** The note to an answer, kept until the question is over, since somebody else may answer first. */
export const useAnswerDraft = (incident: number, run: string, path: string) =>
  useDraft<{ note: string }>(`${incident}/answer/${run}/${path}`);
