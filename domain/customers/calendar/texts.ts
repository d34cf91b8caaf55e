import { sentence, words } from "../../words/sentence.ts";

export const weekdayTexts = words({
  mon: ["月", "Mon"],
  tue: ["火", "Tue"],
  wed: ["水", "Wed"],
  thu: ["木", "Thu"],
  fri: ["金", "Fri"],
  sat: ["土", "Sat"],
  sun: ["日", "Sun"],
});

export const calendarTexts = {
  until: sentence("〜", "–"),
  everyWeek: sentence("毎週 {hours}", "every week {hours}"),
  period: sentence("{from} から {until}", "{from} to {until}"),
  hours: sentence("営業時間 {hours}", "business hours {hours}"),
  inHours: sentence("{when} は営業時間内です（{why}）", "{when} is in business hours ({why})"),
  afterHours: sentence("{when} は営業時間外です（{why}）", "{when} is after hours ({why})"),
  holiday: sentence("祝日（{name}）", "public holiday: {name}"),
  closedDay: sentence("お客様の休業日", "the customer is closed on that day"),
};
