import i18next from "i18next";
import type { WorthTelling } from "./worthTelling.ts";

const mostLines = 5;

/** The one polite live region: what a screen reader announces unasked. Never seconds. */
let region: HTMLElement | null = null;

export const setLiveRegion = (element: HTMLElement | null): void => {
  region = element;
};

/** Lines are added, so that the next thing said does not take the place of one not yet read out. */
export function say(all: readonly WorthTelling[]): void {
  if (region === null) return;
  for (const one of all.slice(0, mostLines)) {
    const line = document.createElement("p");
    line.textContent = words(one);
    region.append(line);
  }
  while (region.children.length > mostLines) region.firstElementChild?.remove();
}

export const words = ({ row, why }: WorthTelling): string =>
  i18next.t(`board:alert.${why}`, {
    level: i18next.t(`common:level.${row.level}`),
    customer: row.customerName ?? i18next.t("common:unknownCustomer"),
    node: row.node,
    alarm: row.alarm,
  });
