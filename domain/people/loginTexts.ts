import { phrases, wording } from "../words/phrase.ts";

/** Why a login, or a change to one, was refused; by the library's codes. */
export const loginTexts = phrases("login", {
  invalid_username_or_password: ["名前またはパスワードが違います。", "Wrong name or password."],
  invalid_password: ["パスワードが違います。", "Wrong password."],
  invalid_code: [
    "コードが違うか、すでに使われています。新しいコードを入力してください。",
    "The code is wrong or was already used. Enter a new one.",
  ],
  invalid_backup_code: [
    "予備コードが違うか、すでに使われています。",
    "The backup code is wrong or was already used.",
  ],
  invalid_two_factor_cookie: [
    "ログインの有効時間が過ぎました。もう一度ログインしてください。",
    "The login took too long. Log in again.",
  ],
  too_many_attempts_request_new_code: [
    "試行回数が多すぎます。もう一度ログインしてください。",
    "Too many attempts. Log in again.",
  ],
  account_temporarily_locked: [
    "コードの間違いが続いたため、ログインを止めています。15分後にもう一度お試しください。",
    "Logging in is stopped after too many wrong codes. Try again in 15 minutes.",
  ],
  totp_already_enabled: ["二要素認証はすでに有効です。", "The second factor is already on."],
  totp_not_enabled: ["二要素認証が設定されていません。", "No second factor is set up."],
  two_factor_not_enabled: ["二要素認証が設定されていません。", "No second factor is set up."],
  unauthorized: ["ログインしてください。", "Log in, please."],
  credential_account_not_found: ["パスワードが設定されていません。", "There is no password yet."],
  otherwise: ["操作できませんでした。もう一度お試しください。", "It could not be done. Try again."],
});

/** Who may log in, and from where. */
export const accessTexts = phrases("access", {
  tooManyAttempts: wording(
    "試行回数が多すぎます。{seconds}秒後にもう一度お試しください。",
    "Too many attempts. Try again in {seconds} seconds.",
  ),
  foreignPage: ["この操作はこの画面からのみ行えます。", "This can be done from our own pages only."],
  unauthenticated: [
    "A valid token is needed: Authorization: Bearer TOKEN. ログインしてください。",
    "A valid token is needed: Authorization: Bearer TOKEN. Log in, please.",
  ],
  ownAccount: ["自分自身のログインは止められません。", "You cannot shut yourself out."],
  otherCustomer: ["このお客様を閲覧する権限がありません", "This customer is not yours"],
  secondFactorRequired: [
    "管理者の操作には二要素認証が必要です。画面からログインして設定してください。",
    "Administrators need a second factor. Log in to the console and set one up.",
  ],
  logInWithSecondFactor: [
    "このログインでは二要素認証を使っていません。ログインし直してください。",
    "This login was made without your second factor. Log in again.",
  ],
  freshLoginNeeded: [
    "パスワードがないため、会社のアカウントでログインし直してから、10分以内に操作してください。",
    "You have no password: log in again through the company's login, and do this within ten minutes.",
  ],
  noSuchSession: ["このログインはありません", "You have no such session"],
  noSuchTokenOfPerson: ["この利用者のAPIトークンではありません", "This person has no such token"],
  noSuchToken: ["このAPIトークンはありません", "You have no such token"],
});

/** Why a text cannot be a person's password. */
export const passwordTexts = phrases("password", {
  atLeast: wording("パスワードは{least}文字以上にしてください。", "At least {least} characters."),
  atMost: wording("パスワードは{most}文字以内にしてください。", "At most {most} characters."),
  sameAsName: ["名前と同じパスワードは使えません。", "The password cannot be the name."],
  repeated: ["同じ文字の繰り返しはパスワードに使えません。", "A password cannot be one character repeated."],
});
