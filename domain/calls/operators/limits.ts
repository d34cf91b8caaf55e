/** How long the operator's own telephone rings, and then the contact's (R5.3.2). */
export const operatorRingSeconds = 30;

/** How long an operator may talk with a contact. */
export const operatorTalkSeconds = 60 * 60;

/** Time for greeting, key and ringing, so they do not shorten the conversation. */
const beforeTalkingSeconds = 120;

/** After this, the provider ends the operator's own call in any case. */
export const longestOperatorCallSeconds = beforeTalkingSeconds + operatorTalkSeconds;
