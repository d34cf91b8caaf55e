/** An operator's own telephone, and then the contact's, rings so long (R5.3.2). */
export const operatorRingSeconds = 30;

/** An operator talks with a contact at most so long. */
export const operatorTalkSeconds = 60 * 60;

/** Greeting, key and ringing before a conversation; nobody's is cut short by them. */
const beforeTalkingSeconds = 120;

/** After this the provider ends the operator's own call, whatever it does. */
export const longestOperatorCallSeconds = beforeTalkingSeconds + operatorTalkSeconds;
