import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { shownPhone } from "../../../words/shownPhone.ts";
import css from "./WhoIsTold.module.css";

interface StepProps {
  by: string;
  isEmpty: boolean;
  /** It needs an operator. */
  isNear?: boolean;
  children?: ReactNode;
}

export function Step({ by, isEmpty, isNear = false, children }: StepProps) {
  const { t } = useTranslation("supposed");
  return (
    <li className={css.step} data-empty={isEmpty || undefined} data-near={isNear || undefined}>
      <h3 className={css.by}>{by}</h3>
      <div className={css.people}>{isEmpty ? t("nobody") : children}</div>
    </li>
  );
}

interface PersonProps {
  place?: number;
  name: string;
  address: string | null;
  /** Why this one would not be told. */
  skipped: string | null;
}

export function Person({ place, name, address, skipped }: PersonProps) {
  return (
    <div className={css.person} data-skipped={skipped !== null || undefined}>
      {place !== undefined && <span className={css.place}>{place}</span>}
      <span className={css.name}>{name}</span>
      {address !== null && <span className={css.address}>{shownPhone(address)}</span>}
      {skipped !== null && <span className={css.reason}>{skipped}</span>}
    </div>
  );
}
