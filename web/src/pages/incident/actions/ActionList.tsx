import { useTranslation } from "react-i18next";
import type { OfferedAction } from "../../../../../domain/incidents/actions/table.ts";
import { ActionLine } from "./ActionLine.tsx";
import css from "./ActionList.module.css";
import { keyOf, type Offer } from "./offered.ts";

interface Props {
  offers: readonly Offer[];
  primary: OfferedAction | null;
  isPending: boolean;
  onAct: (offer: Offer) => void;
}

/** Each action with what it will do beside it, or why it cannot be done now. */
export function ActionList({ offers, primary, isPending, onAct }: Props) {
  const { t } = useTranslation("incident");
  return (
    <ul className={css.list}>
      {offers.map((offer) => (
        <ActionLine
          key={offer.action}
          label={offer.handOverFrom === null ? t(`action.${offer.action}`) : t("handOver")}
          words={offer.words}
          allowed={offer.allowed}
          kind={kindOf(offer, primary)}
          shortcut={keyOf(offer.action)}
          isPending={isPending}
          onPress={() => onAct(offer)}
        />
      ))}
    </ul>
  );
}

function kindOf(
  { action, allowed, isDangerous }: Offer,
  primary: OfferedAction | null,
): "primary" | "danger" | "plain" {
  if (isDangerous) return "danger";
  return action === primary && allowed ? "primary" : "plain";
}
