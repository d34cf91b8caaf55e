import { useTranslation } from "react-i18next";
import type { OfferedAction } from "../../../../../domain/incidents/actions/table.ts";
import { Button } from "../../../components/Button.tsx";
import { Kbd } from "../../../components/Kbd.tsx";
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
      {offers.map((offer) => {
        const { action, allowed, handOverFrom, words } = offer;
        const key = keyOf(action);
        const label = handOverFrom === null ? t(`action.${action}`) : t("handOver");
        return (
          <li key={action} className={css.line}>
            <Button
              kind={kindOf(offer, primary)}
              isDisabled={!allowed}
              isPending={isPending}
              onPress={() => onAct(offer)}
              aria-describedby={`does-${action}`}
            >
              {label}
              {key !== undefined && (
                <span className={css.key} aria-hidden>
                  <Kbd>{key}</Kbd>
                </span>
              )}
            </Button>
            <p id={`does-${action}`} className={css.words} data-refused={!allowed || undefined}>
              {words}
            </p>
          </li>
        );
      })}
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
