import { expect, it } from "vitest";
import { mailTime, spokenTime } from "../domain/words/times.ts";
import { scenario, sequential } from "./harness/index.ts";

const s = scenario();
const zone = "Asia/Tokyo";
const now = () => s.engine.temporal.now();
const minutesAgo = (minutes: number) => new Date(now().getTime() - minutes * 60_000);
const alertSubject = "【web01】 HTTP警報発生のご連絡";
const recoverySubject = "【web01】 HTTP警報復旧のご連絡";

const sectionOf = (text: string | undefined, title: string) =>
  new RegExp(`【${title}】\\n(.*)`).exec(text ?? "")?.[1];
const secondsBetween = (told: string | undefined, at: Date) =>
  [-2, -1, 0, 1, 2].some((seconds) => told === mailTime(new Date(at.getTime() + seconds * 1000), zone));

it("[R5.2.1] [R5.1d] [R5.2.2a] since when and when detected are its first alert's, told of a recovery and a second occurrence too", async () => {
  const acme = await s.given.customer("acme", { notify: { mail: ["ito"], call: sequential("sato") } });
  s.phone("sato").behaves({ kind: "answer", afterSeconds: 5, presses: [{ key: "3", afterSeconds: 50 }] });
  const began = minutesAgo(5);
  const detected = now();
  await s.when.alertmanagerSays(acme, { severity: "critical", startsAt: began });
  await s.time.passes("20s");
  expect(s.then.heard("sato")).toContain(`${spokenTime(began, zone, detected)}から発生しています。`);
  const [alert] = s.then.mails(alertSubject, "ito");
  expect(sectionOf(alert?.text, "初回発生時刻")).toBe(mailTime(began, zone));
  expect(secondsBetween(sectionOf(alert?.text, "警報検知時刻"), detected)).toBe(true);

  // Grafana 12.0 sends a recovery whose start equals its end.
  const ended = now();
  const resolved = { severity: "critical", status: "resolved", startsAt: ended, endsAt: ended } as const;
  await s.when.alertmanagerSays(acme, resolved);
  await s.time.passes("10s");
  const [recovery] = s.then.mails(recoverySubject, "ito", "sato");
  for (const title of ["初回発生時刻", "警報検知時刻"])
    expect(sectionOf(recovery?.text, title)).toBe(sectionOf(alert?.text, title));
  expect(sectionOf(recovery?.text, "復旧時刻")).toBe(mailTime(ended, zone));

  const again = now();
  await s.when.alertmanagerSays(acme, { severity: "critical", startsAt: again });
  await s.time.passes("2m");
  const [second] = s.then.mails(alertSubject, "ito");
  expect(sectionOf(second?.text, "初回発生時刻")).toBe(mailTime(again, zone));
  await s.when.alertmanagerSays(acme, { ...resolved, startsAt: now(), endsAt: now() });
  await s.time.passes("1m");
  const [over] = s.then.mails(recoverySubject, "ito");
  for (const title of ["初回発生時刻", "警報検知時刻"])
    expect(sectionOf(over?.text, title)).toBe(sectionOf(second?.text, title));
  expect(await s.then.incidents(acme)).toHaveLength(1);
});

it("[R5.2.1] a native tool's own time counts, but never one later than our acceptance", async () => {
  const acme = await s.given.customer("acme", { notify: { mail: ["ito"] } });
  const began = minutesAgo(7);
  await s.when.alertFires(acme, "web01", "HTTP", { occurredAt: began });
  await s.time.passes("10s");
  const [alert] = s.then.mails(alertSubject, "ito");
  expect(sectionOf(alert?.text, "初回発生時刻")).toBe(mailTime(began, zone));

  await s.when.alertFires(acme, "web01", "DISK", { occurredAt: minutesAgo(-9 * 60) });
  await s.time.passes("10s");
  const [ahead] = s.then.mails("【web01】 DISK警報発生のご連絡", "ito");
  expect(sectionOf(ahead?.text, "初回発生時刻")).toBe(sectionOf(ahead?.text, "警報検知時刻"));
});
