import * as operatorCalls from "./calls/operators/texts.ts";
import * as recordings from "./calls/recordingTexts.ts";
import * as calls from "./calls/texts.ts";
import * as cloud from "./customers/cloudTexts.ts";
import * as customerFields from "./customers/fieldTexts.ts";
import * as secrets from "./customers/secretTexts.ts";
import * as unreachable from "./customers/unreachableTexts.ts";
import * as actions from "./incidents/actions/words.ts";
import * as notices from "./incidents/notices/texts.ts";
import * as reasons from "./incidents/reasons.ts";
import * as steering from "./incidents/steeringTexts.ts";
import * as providers from "./messages/providerTexts.ts";
import * as sending from "./messages/sendingTexts.ts";
import * as logins from "./people/loginTexts.ts";
import * as bundles from "./runbooks/bundleTexts.ts";
import * as parameters from "./runbooks/parameterTexts.ts";
import * as remote from "./runbooks/remoteTexts.ts";
import * as runs from "./runbooks/runTexts.ts";
import * as probes from "./runbooks/texts.ts";
import * as secondarySteering from "./secondary/steeringTexts.ts";
import * as secondary from "./secondary/texts.ts";
import * as silences from "./silences/texts.ts";
import * as tests from "./tests/texts.ts";
import * as fields from "./words/fields.ts";
import type { Language } from "./words/language.ts";
import * as network from "./words/network.ts";
import type { Text, Worded, Wording } from "./words/phrase.ts";

/** All files whose phrases may be kept. */
const files: readonly object[] = [
  actions,
  bundles,
  calls,
  cloud,
  customerFields,
  fields,
  logins,
  network,
  notices,
  operatorCalls,
  parameters,
  probes,
  providers,
  reasons,
  recordings,
  remote,
  runs,
  secondary,
  secondarySteering,
  secrets,
  sending,
  silences,
  steering,
  tests,
  unreachable,
];

const isWorded = (value: unknown): value is Worded => typeof value === "function" && "named" in value;

const known = new Map(
  files
    .flatMap((tables) => Object.values(tables))
    .flatMap((table): unknown[] => Object.values(table))
    .filter(isWorded)
    .map(({ named, words }) => [named, words as Wording<object>]),
);

/** Words a kept text: a phrase of ours in the given language, anything else unchanged. */
export function say(text: Text, language: Language = "ja"): string {
  if (typeof text === "string") return text;
  return known.get(text.phrase)?.(text, { language, say: (inner) => say(inner, language) }) ?? text.phrase;
}

export const sayOrNull = (text: Text | null, language: Language): string | null =>
  text === null ? null : say(text, language);
