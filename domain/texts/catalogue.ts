/**
 * All sentences that are kept (in rows, histories, stored answers) or told as a reason, so that `translate` knows them
 * again. What is composed for its reader (a phase, a rule in one line) is spoken in the reader's language at once.
 */
export { actorTexts } from "./actors.ts";
export {
  callbackTexts,
  callLineTexts,
  callOutcomeTexts,
  callReasonTexts,
  callResultTexts,
  operatorCallLineTexts,
  operatorCallReasonTexts,
} from "./calls.ts";
export { cloudTexts } from "./cloud.ts";
export { customerFieldTexts, testFieldTexts } from "./customerFields.ts";
export { fieldTexts, formTexts, placedAtTexts, recipientTexts, saidTexts } from "./fields.ts";
export { bundleTexts, imageTexts } from "./imagesAndBundles.ts";
export { levelTexts } from "./levels.ts";
export { accessTexts, loginTexts, passwordTexts } from "./logins.ts";
export { networkTexts } from "./network.ts";
export { testReasonTexts, testRefusalTexts } from "./operationTests.ts";
export { attentionTexts } from "./phase.ts";
export {
  chatworkTexts,
  dialRefusalTexts,
  mailServerTexts,
  slackTexts,
  teamsTexts,
  telephoneTexts,
} from "./providers.ts";
export { recordingTexts } from "./recordings.ts";
export { routeTexts, sshTexts } from "./remote.ts";
export { parameterTexts } from "./runbookParameters.ts";
export { balancerTexts, probeTexts, reachTexts } from "./runbooks.ts";
export {
  actTexts,
  capabilityTexts,
  refusedRunTexts,
  runRefusalTexts,
  runStateTexts,
  runTexts,
  stepStateTexts,
  targetPartTexts,
} from "./runs.ts";
export {
  secondaryKindTexts,
  secondaryLineTexts,
  secondaryMailTexts,
  secondaryNoticeTexts,
  secondaryResultTexts,
  secondaryStepTexts,
} from "./secondary.ts";
export { secondaryFieldTexts, secondaryRefusalTexts } from "./secondarySteering.ts";
export {
  channelTexts,
  headlineTexts,
  messageTexts,
  notSentTexts,
  operatorsSentTexts,
  sentTexts,
} from "./sending.ts";
export {
  assignedTexts,
  assignRefusalTexts,
  callsOverTexts,
  callsStoppedTexts,
  operatorCallTexts,
  refusalTexts,
  unavailableTexts,
} from "./steering.ts";
export {
  alertLineTexts,
  alertStatusTexts,
  alertTexts,
  escalationTexts,
  eventTexts,
  timelineTexts,
} from "./timeline.ts";
export { unreachableTexts } from "./unreachable.ts";
