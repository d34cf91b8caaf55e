/**
 * All sentences that are kept (in rows, histories, stored answers) or told as a reason, so that `translate` knows them
 * again. What is composed for its reader (a phase, a rule in one line) is spoken in the reader's language at once.
 */

export { attentionTexts } from "./incidents/phaseTexts.ts";
