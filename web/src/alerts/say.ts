import i18next from "i18next";
import type { WorthTelling } from "./worthTelling.ts";

/** The one polite live region: what a screen reader is told without being asked. Never seconds. */
let region: HTMLElement | null = null;

export const setLiveRegion = (element: HTMLElement | null): void => {
  region = element;
};

export function say(all: readonly WorthTelling[]): void {
  if (region !== null) region.textContent = all.slice(0, 3).map(words).join(" ");
}

export const words = ({ row, why }: WorthTelling): string =>
  i18next.t(`board:alert.${why}`, {
    level: i18next.t(`common:level.${row.level}`),
    customer: row.customerName ?? i18next.t("common:unknownCustomer"),
    node: row.node,
    alarm: row.alarm,
  });
