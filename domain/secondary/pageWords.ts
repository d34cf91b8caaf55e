/** The texts of the page where customers answer: in Japanese, like the mails that lead to it. */
export const pageWords = {
  title: (what: string): string => `${what}のご提案`,
  from: (centerName: string): string => `${centerName}より`,
  opening: (what: string): string =>
    `下記の警報について、${what}をご提案いたします。内容をご確認のうえ、お名前を入力して「承認する」または「辞退する」を押してください。`,
  heard: (name: string, heardBy: string, at: string): string =>
    `お電話で${name} 様からご承認をいただいたとの記録があります（${at}、お電話を受けた担当者: ${heardBy}）。まだ確定していません。間違いがなければ「承認する」を、お心当たりがない場合は「辞退する」を押してください。`,
  earlyTitle: (what: string): string => `${what}を早めに始めることについて`,
  earlyOpening: (name: string, heardBy: string, at: string): string =>
    `予定の日時を待たずに始めることに、お電話で${name} 様からご同意をいただいたとの記録があります（${at}、お電話を受けた担当者: ${heardBy}）。お名前を入力して「同意する」または「同意しない」を押してください。`,
  earlyOpenedOnly:
    "このページを開いただけでは、ご回答にはなりません。「同意する」を押すと、すぐに始まります。",
  planned: "予定の日時",
  agreeEarly: "同意する",
  denyEarly: "同意しない",
  earlyAgreed: "ご同意を承りました",
  earlyAgreedTodo: "予定の日時を待たずに始めます。実施後に、結果をご報告いたします。",
  earlyDenied: "ご回答を承りました",
  earlyDeniedTodo: "予定の日時までは始めません。",
  openedOnly: "このページを開いただけでは、ご回答にはなりません。",
  customer: "お客様",
  alarm: "警報",
  detectedAt: "警報検知時刻",
  procedure: "手順書の全文",
  expiresAt: "回答期限",
  name: "お名前（必須）",
  note: "備考（任意）",
  approve: "承認する",
  decline: "辞退する",
  nameMissing: "お名前を入力してください。",
  nameTooLong: "お名前は100文字以内の1行で入力してください。",
  noteTooLong: "備考は1,000文字以内で入力してください。",
  choose: "「承認する」または「辞退する」を押してください。",
  chooseEarly: "「同意する」または「同意しない」を押してください。",
  lookAgain: "表示していた内容を確認できませんでした。もう一度内容をご確認のうえ、ご回答ください。",
  approved: "ご承認を承りました",
  declined: "辞退を承りました",
  whatFollowsApproved: "確認のメールをお送りします。実施後に、結果をご報告いたします。",
  whatFollowsDeclined: "確認のメールをお送りします。ご提案した作業は行いません。",
  decidedAlready: "ご回答済みです",
  decidedBefore: "このご提案には、すでにご回答をいただいています。もう一度押しても、内容は変わりません。",
  changeOfMind: "内容を変更されたい場合は、お手数ですが、お電話または届いたメールへの返信でご連絡ください。",
  answer: "ご回答",
  answeredBy: "回答された方",
  answeredAt: "回答日時",
  state: "現在の状況",
  person: (name: string): string => `${name} 様`,
  expired: "回答期限を過ぎています",
  expiredTodo:
    "このご提案は無効になりました。作業は行いません。ご希望の場合は、お手数ですが、届いたメールへの返信またはお電話でご連絡ください。",
  withdrawn: "このご提案は取り下げられました",
  withdrawnTodo:
    "ご回答は不要です。作業は行いません。ご不明な点は、届いたメールへの返信でお問い合わせください。",
  altered: "このリンクは無効です",
  alteredTodo:
    "ご提案の内容が変わったため、このリンクからはご回答いただけません。新しいご案内のメールをご確認ください。届いていない場合は、届いたメールへの返信でお問い合わせください。",
  unknown: "このリンクは使えません",
  unknownTodo:
    "リンクが途中で切れていないか、メールのリンク全体を開いているかをご確認ください。それでも開けない場合は、届いたメールへの返信でお問い合わせください。",
  foreign: "このページからは回答できません",
  foreignTodo: "お送りしたメールのリンクをもう一度開いて、ご回答ください。",
  tooMany: "しばらくお待ちください",
  tooManyTodo: (seconds: number): string =>
    `使えないリンクが続けて開かれました。${seconds}秒ほど待ってから、メールのリンクをもう一度開いてください。`,
  outage: "ただいま確認できません",
  outageTodo:
    "ご回答は記録されていない可能性があります。少し待ってから、メールのリンクをもう一度開いてください。",
};
