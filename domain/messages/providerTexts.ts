import { type Phrase, phrases, type Reader, wording } from "../words/phrase.ts";
import { words } from "../words/sentence.ts";

/** Providers with a different name in each language; all others have one name. */
const known = words({ telephone: ["電話会社", "the telephone company"] });

const provider = (name: string, { language }: Reader): string =>
  Object.hasOwn(known, name) ? known[name as keyof typeof known](language) : name;

/** What can go wrong with any provider. */
export const providerFaults = phrases("provider", {
  unreachable: wording(
    "{provider}に接続できませんでした（{code}）",
    "could not connect to {provider} ({code})",
    {
      provider,
    },
  ),
  silent: wording("{provider}から応答がありませんでした（{code}）", "no answer from {provider} ({code})", {
    provider,
  }),
  refused: wording("{provider}が受け付けませんでした（{answer}）", "refused by {provider} ({answer})", {
    provider,
  }),
  addressRefused: wording(
    "{provider}の宛先には接続できません（許可されていないネットワークです）",
    "the address of {provider} is in a network that may not be reached",
    { provider },
  ),
  failing: wording("{provider}でエラーが発生しました（{answer}）", "an error at {provider} ({answer})", {
    provider,
  }),
  unreadable: wording(
    "{provider}の応答を読み取れませんでした",
    "the answer of {provider} could not be read",
    {
      provider,
    },
  ),
  postRefused: wording(
    "{provider}が投稿を受け付けませんでした（{word}）",
    "{provider} refused the message ({word})",
    {
      provider,
    },
  ),
  postsLimited: wording(
    "{provider}の投稿数の制限中です（{answer}）",
    "{provider} is limiting the number of messages ({answer})",
    { provider },
  ),
  badAddress: wording("{provider}の投稿先アドレスが正しくありません", "the {provider} address is not valid", {
    provider,
  }),
  gone: wording("{provider}に投稿先のウェブフックがありません", "{provider} no longer has this webhook", {
    provider,
  }),
  webhooksOff: wording(
    "{provider}で内向きのウェブフックが無効になっています",
    "incoming webhooks are turned off at {provider}",
    { provider },
  ),
  secretOfNobody: wording(
    "{provider}の投稿先アドレス（secret:{secret}）のお客様が不明です",
    "the customer of the {provider} address (secret:{secret}) is unknown",
    { provider },
  ),
  secretMissing: wording(
    "{provider}の投稿先アドレス（secret:{secret}）を取り出せません（{code}）",
    "the {provider} address (secret:{secret}) cannot be read ({code})",
    { provider },
  ),
  secretUnavailable: wording(
    "{provider}の投稿先アドレス（secret:{secret}）を取り出せませんでした",
    "the {provider} address (secret:{secret}) could not be read",
    { provider },
  ),
});

type OfOne<Maker> = Maker extends (values: infer Values) => Phrase
  ? [Exclude<keyof Values, "provider">] extends [never]
    ? () => Phrase
    : (values: Omit<Values, "provider">) => Phrase
  : never;

export type ProviderFaults = {
  [Fault in keyof typeof providerFaults]: OfOne<(typeof providerFaults)[Fault]>;
};

/** The faults of one provider, with the name that people know. */
export function faultsOf(name: string): ProviderFaults {
  const makers = Object.entries(providerFaults).map(([fault, make]) => [
    fault,
    (values: object = {}) => make({ provider: name, ...values } as never),
  ]);
  return Object.fromEntries(makers);
}

export const telephoneFaults = faultsOf("telephone");

/** Refusals that an operator can do something about. */
export const dialRefusals = phrases("dial", {
  limited: wording(
    "電話会社の発信数の制限中です（{number}）",
    "the telephone company is limiting the number of calls ({number})",
  ),
  notAuthenticated: wording(
    "電話会社の認証に失敗しました（{number}）",
    "the telephone company does not accept our credentials ({number})",
  ),
  callerUnverified: wording(
    "発信元番号が確認されていません（{number}）",
    "the calling number is not verified ({number})",
  ),
  badNumber: wording(
    "電話番号が正しくありません（{number}）",
    "the telephone number is not valid ({number})",
  ),
  badCaller: wording(
    "発信元番号が正しくありません（{number}）",
    "the calling number is not valid ({number})",
  ),
  cannotBeCalled: wording(
    "この番号には発信できません（{number}）",
    "this number cannot be called ({number})",
  ),
  countryNotListed: [
    "この国・地域への発信は許可していません（CALL_COUNTRIES）",
    "calls to this country or region are not permitted here (CALL_COUNTRIES)",
  ],
  countryNotAllowed: wording(
    "この国・地域への発信が許可されていません（{number}）",
    "calls to this country or region are not allowed ({number})",
  ),
  numberNotAllowed: wording(
    "この番号への発信は許可されていません（{number}）",
    "calls to this number are not allowed ({number})",
  ),
});

export const mailServerFaults = phrases("mail-server", {
  loginRefused: wording(
    "メールサーバーにログインできませんでした（{code}）",
    "could not log in to the mail server ({code})",
  ),
  mailRefused: wording("メールが受け付けられませんでした（{answer}）", "the mail was refused ({answer})"),
  refusedForNow: wording(
    "メールサーバーが一時的に受け付けませんでした（{answer}）",
    "the mail server refused it for now ({answer})",
  ),
  malformed: wording(
    "メールアドレスまたは内容が正しくありません（{code}）",
    "the mail address or the content is not valid ({code})",
  ),
  silent: wording(
    "メールサーバーから応答がありませんでした（{$code}）",
    "no answer from the mail server ({$code})",
  ),
  unreachable: wording(
    "メールサーバーに接続できませんでした（{$code}）",
    "could not connect to the mail server ({$code})",
  ),
  disconnected: ["切断", "connection lost"],
});
