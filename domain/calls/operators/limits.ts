/** How long an operator's own telephone, and then the contact's, rings (R5.3.2). */
export const operatorRingSeconds = 30;

/** How long an operator may talk with a contact. */
export const operatorTalkSeconds = 60 * 60;

/** For greeting, key and ringing, so that they do not shorten the conversation. */
const beforeTalkingSeconds = 120;

/** After this the provider ends the operator's own call in any case. */
export const longestOperatorCallSeconds = beforeTalkingSeconds + operatorTalkSeconds;
