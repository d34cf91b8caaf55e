import { useTranslation } from "react-i18next";
import { Button } from "../../../components/Button.tsx";

interface Props {
  left: number;
  isPending: boolean;
  onShow: () => void;
}

/** At the end of a list that goes on further back. */
export function Older({ left, isPending, onShow }: Props) {
  const { t } = useTranslation("incident");
  if (left === 0) return null;
  return (
    <div>
      <Button small isPending={isPending} onPress={onShow}>
        {t("history.older", { left })}
      </Button>
    </div>
  );
}
