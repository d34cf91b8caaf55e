import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "./Button.tsx";
import { Dialog } from "./Dialog.tsx";

interface Props {
  button: string;
  small?: boolean;
  kind?: "plain" | "danger";
  title: string;
  /** What follows. */
  hint: string;
  isPending: boolean;
  /** Call `close` once it is done: if it fails, the question stays open. */
  onConfirm: (close: () => void) => void;
}

/** A button that acts only after the person has read the consequence. */
export function AskFirst({
  button,
  small = false,
  kind = "plain",
  title,
  hint,
  isPending,
  onConfirm,
}: Props) {
  const { t } = useTranslation();
  const [isAsking, setIsAsking] = useState(false);
  const close = () => setIsAsking(false);
  return (
    <>
      <Button small={small} kind={kind} onPress={() => setIsAsking(true)}>
        {button}
      </Button>
      <Dialog
        title={title}
        isOpen={isAsking}
        onClose={close}
        actions={
          <>
            <Button onPress={close}>{t("cancel")}</Button>
            <Button kind="danger" isPending={isPending} onPress={() => onConfirm(close)}>
              {button}
            </Button>
          </>
        }
      >
        <p>{hint}</p>
      </Dialog>
    </>
  );
}
