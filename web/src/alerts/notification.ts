import i18next from "i18next";
import { words } from "./say.ts";
import type { WorthTelling } from "./worthTelling.ts";

export const canNotify = (): boolean => "Notification" in window && Notification.permission === "granted";

export async function askToNotify(): Promise<boolean> {
  if (!("Notification" in window)) return false;
  return (await Notification.requestPermission()) === "granted";
}

/** Each one replaces the previous one, so that nobody comes back to two hundred of them. */
export function notify(gravest: WorthTelling, count: number): void {
  if (!canNotify() || document.visibilityState === "visible") return;
  const title = words(gravest);
  const body = count > 1 ? i18next.t("board:alert.others", { others: count - 1 }) : "";
  const shown = new Notification(title, { body, tag: "toban", icon: "/icon.svg" });
  shown.onclick = () => window.focus();
}
