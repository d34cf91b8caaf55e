import { callsOverTexts, callsStoppedTexts, operatorCallTexts } from "./calls/operators/texts.ts";
import { recordingTexts } from "./calls/recordingTexts.ts";
import { callReasonTexts, operatorCallReasonTexts } from "./calls/texts.ts";
import { cloudTexts } from "./customers/cloudTexts.ts";
import { customerFieldTexts, testFieldTexts } from "./customers/fieldTexts.ts";
import { unreachableTexts } from "./customers/unreachableTexts.ts";
import { actionRefusals } from "./incidents/actions/words.ts";
import { headlineTexts } from "./incidents/notices/texts.ts";
import { escalationReasons, meaningReasons, oldNewsReasons } from "./incidents/reasons.ts";
import { assignRefusalTexts, refusalTexts, unavailableTexts } from "./incidents/steeringTexts.ts";
import { dialRefusals, mailServerFaults, providerFaults } from "./messages/providerTexts.ts";
import { messageTexts, notSentTexts } from "./messages/sendingTexts.ts";
import { accessTexts, loginTexts, passwordTexts } from "./people/loginTexts.ts";
import { bundleTexts, imageTexts } from "./runbooks/bundleTexts.ts";
import { parameterTexts } from "./runbooks/parameterTexts.ts";
import { routeTexts, sshTexts } from "./runbooks/remoteTexts.ts";
import { actTexts, refusedRunTexts, runRefusalTexts, runTexts } from "./runbooks/runTexts.ts";
import { balancerTexts, probeTexts, reachTexts } from "./runbooks/texts.ts";
import { secondaryFieldTexts, secondaryRefusalTexts } from "./secondary/steeringTexts.ts";
import {
  secondaryMailPhrases,
  secondaryNoticeTexts,
  secondaryResultTexts,
  secondaryStepTexts,
} from "./secondary/texts.ts";
import { testReasonTexts, testRefusalTexts } from "./tests/texts.ts";
import { translate } from "./translate.ts";
import { fieldTexts, formTexts, placedAtTexts, recipientTexts, saidTexts } from "./words/fields.ts";
import type { Language } from "./words/language.ts";
import { networkTexts } from "./words/network.ts";
import type { Text, Worded, Wording } from "./words/phrase.ts";

const areas = [
  accessTexts,
  actTexts,
  actionRefusals,
  assignRefusalTexts,
  balancerTexts,
  bundleTexts,
  callReasonTexts,
  callsOverTexts,
  callsStoppedTexts,
  cloudTexts,
  customerFieldTexts,
  dialRefusals,
  escalationReasons,
  fieldTexts,
  formTexts,
  headlineTexts,
  imageTexts,
  loginTexts,
  mailServerFaults,
  meaningReasons,
  messageTexts,
  networkTexts,
  notSentTexts,
  oldNewsReasons,
  operatorCallReasonTexts,
  operatorCallTexts,
  parameterTexts,
  passwordTexts,
  placedAtTexts,
  probeTexts,
  providerFaults,
  reachTexts,
  recipientTexts,
  recordingTexts,
  refusalTexts,
  refusedRunTexts,
  routeTexts,
  runRefusalTexts,
  runTexts,
  saidTexts,
  secondaryFieldTexts,
  secondaryMailPhrases,
  secondaryNoticeTexts,
  secondaryRefusalTexts,
  secondaryResultTexts,
  secondaryStepTexts,
  sshTexts,
  testFieldTexts,
  testReasonTexts,
  testRefusalTexts,
  unavailableTexts,
  unreachableTexts,
];

const known = new Map(
  areas
    .flatMap((area): Worded[] => Object.values(area))
    .map(({ named, words }) => [named, words as Wording<object>]),
);

/** Words a kept text: a phrase of ours in the given language, anything else unchanged. */
export function say(text: Text, language: Language = "ja"): string {
  if (typeof text === "string") return translate(text, language);
  return known.get(text.phrase)?.(text, { language, say: (inner) => say(inner, language) }) ?? text.phrase;
}

export const sayOrNull = (text: Text | null, language: Language): string | null =>
  text === null ? null : say(text, language);
