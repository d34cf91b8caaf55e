import { phrases, wording } from "../words/phrase.ts";

/** Why a customer's secret cannot be used (R2.4). */
export const secretTexts = phrases("secret", {
  missing: wording(
    "{customer} のシークレット {name} が登録されていません（toban secret set {customer} {name}）",
    "Secret {name} of {customer} is not set: toban secret set {customer} {name}",
  ),
  withoutKey: wording(
    "{customer} のシークレット {name} を開く鍵 {key} が TOBAN_ENCRYPTION_KEYS にありません",
    "Secret {name} of {customer} was sealed with key {key}, which TOBAN_ENCRYPTION_KEYS lacks",
  ),
  doesNotOpen: wording(
    "{customer} のシークレット {name} を鍵 {key} で開けません。登録し直してください（toban secret set {customer} {name}）",
    "Secret {name} of {customer} does not open with key {key}: set it anew (toban secret set {customer} {name})",
  ),
});
