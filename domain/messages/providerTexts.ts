import { sentence, words } from "../words/sentence.ts";

/** A template's type says its places; the provider's name is part of the text. */
type With<Place extends string> = `{${Place}}`;

/**
 * What may go wrong with any provider. Each has sentences of its own that begin with its name, so that one inside
 * another sentence is never taken for the whole.
 */
const faultsOf = (ja: string, en: string) => ({
  unreachable: sentence<With<"code">, With<"code">>(
    `${ja}に接続できませんでした（{code}）` as With<"code">,
    `could not connect to ${en} ({code})` as With<"code">,
  ),
  silent: sentence<With<"code">, With<"code">>(
    `${ja}から応答がありませんでした（{code}）` as With<"code">,
    `no answer from ${en} ({code})` as With<"code">,
  ),
  refused: sentence<With<"answer">, With<"answer">>(
    `${ja}が受け付けませんでした（{answer}）` as With<"answer">,
    `refused by ${en} ({answer})` as With<"answer">,
  ),
  addressRefused: sentence<string, string>(
    `${ja}の宛先には接続できません（許可されていないネットワークです）`,
    `the address of ${en} is in a network that may not be reached`,
  ),
  failing: sentence<With<"answer">, With<"answer">>(
    `${ja}でエラーが発生しました（{answer}）` as With<"answer">,
    `an error at ${en} ({answer})` as With<"answer">,
  ),
});

export const chatFaultsOf = (name: string) => ({
  ...faultsOf(name, name),
  limited: sentence<With<"answer">, With<"answer">>(
    `${name}の投稿数の制限中です（{answer}）` as With<"answer">,
    `${name} limits the number of messages just now ({answer})` as With<"answer">,
  ),
});

/** Of a chat that is posted to at an address, which is a secret. */
export const webhookFaultsOf = (name: string) => ({
  ...chatFaultsOf(name),
  badAddress: sentence<string, string>(
    `${name}の投稿先アドレスが正しくありません`,
    `the ${name} address is not valid`,
  ),
  secretOfNobody: sentence<With<"secret">, With<"secret">>(
    `${name}の投稿先アドレス（secret:{secret}）のお客様が不明です` as With<"secret">,
    `nobody knows whose the ${name} address (secret:{secret}) is` as With<"secret">,
  ),
  secretMissing: sentence<With<"secret" | "code">, With<"secret" | "code">>(
    `${name}の投稿先アドレス（secret:{secret}）を取り出せません（{code}）` as With<"secret" | "code">,
    `the ${name} address (secret:{secret}) cannot be read ({code})` as With<"secret" | "code">,
  ),
  secretUnavailable: sentence<With<"secret">, With<"secret">>(
    `${name}の投稿先アドレス（secret:{secret}）を取り出せませんでした` as With<"secret">,
    `the ${name} address (secret:{secret}) could not be read` as With<"secret">,
  ),
});

export type ConnectionTexts = Pick<ReturnType<typeof faultsOf>, "unreachable" | "silent">;
export type ChatProviderTexts = ReturnType<typeof chatFaultsOf>;
export type WebhookTexts = ReturnType<typeof webhookFaultsOf>;

export const telephoneTexts = {
  ...faultsOf("電話会社", "the telephone company"),
  limited: sentence(
    "電話会社の発信数の制限中です（{number}）",
    "the telephone company limits the number of calls just now ({number})",
  ),
  unreadable: sentence(
    "電話会社の応答を読み取れませんでした",
    "the answer of the telephone company could not be read",
  ),
};

/** What an operator can do something about. */
export const dialRefusalTexts = {
  notAuthenticated: sentence(
    "電話会社の認証に失敗しました（{number}）",
    "the telephone company does not accept our credentials ({number})",
  ),
  callerUnverified: sentence(
    "発信元番号が確認されていません（{number}）",
    "the calling number is not verified ({number})",
  ),
  badNumber: sentence(
    "電話番号が正しくありません（{number}）",
    "the telephone number is not valid ({number})",
  ),
  badCaller: sentence(
    "発信元番号が正しくありません（{number}）",
    "the calling number is not valid ({number})",
  ),
  cannotBeCalled: sentence(
    "この番号には発信できません（{number}）",
    "this number cannot be called ({number})",
  ),
  countryNotListed: sentence(
    "この国・地域への発信は許可していません（CALL_COUNTRIES）",
    "calls to this country or region are not permitted here (CALL_COUNTRIES)",
  ),
  countryNotAllowed: sentence(
    "この国・地域への発信が許可されていません（{number}）",
    "calls to this country or region are not allowed ({number})",
  ),
  numberNotAllowed: sentence(
    "この番号への発信は許可されていません（{number}）",
    "calls to this number are not allowed ({number})",
  ),
};

export const mailServerTexts = {
  loginRefused: sentence(
    "メールサーバーにログインできませんでした（{code}）",
    "could not log in to the mail server ({code})",
  ),
  mailRefused: sentence("メールが受け付けられませんでした（{answer}）", "the mail was refused ({answer})"),
  refusedForNow: sentence(
    "メールサーバーが一時的に受け付けませんでした（{answer}）",
    "the mail server refused it for now ({answer})",
  ),
  malformed: sentence(
    "メールアドレスまたは内容が正しくありません（{code}）",
    "the mail address or the content is not valid ({code})",
  ),
  silent: sentence(
    "メールサーバーから応答がありませんでした（{$code}）",
    "no answer from the mail server ({$code})",
  ),
  unreachable: sentence(
    "メールサーバーに接続できませんでした（{$code}）",
    "could not connect to the mail server ({$code})",
  ),
  ...words({ disconnected: ["切断", "connection lost"] }),
};
