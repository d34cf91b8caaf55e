import {
  Button,
  UNSTABLE_Toast as Queued,
  Text,
  UNSTABLE_ToastContent as ToastContent,
  UNSTABLE_ToastQueue as ToastQueue,
  UNSTABLE_ToastRegion as ToastRegion,
} from "react-aria-components";
import { useTranslation } from "react-i18next";
import css from "./Toast.module.css";

interface Said {
  tone: "good" | "bad" | "plain";
  title: string;
  detail?: string;
}

const queue = new ToastQueue<Said>({ maxVisibleToasts: 3 });
const shownMilliseconds = 6_000;

/** Tells the result of an action. A failure stays until it is closed. */
export function toast(said: Said): void {
  queue.add(said, said.tone === "bad" ? {} : { timeout: shownMilliseconds });
}

export function Toasts() {
  const { t } = useTranslation();
  return (
    <ToastRegion queue={queue} className={css.region ?? ""}>
      {({ toast: shown }) => (
        <Queued toast={shown} className={css.toast ?? ""} data-tone={shown.content.tone}>
          <ToastContent className={css.content}>
            <Text slot="title" className={css.title}>
              {shown.content.title}
            </Text>
            {shown.content.detail !== undefined && <Text slot="description">{shown.content.detail}</Text>}
          </ToastContent>
          <Button slot="close" className={css.close ?? ""} aria-label={t("close")}>
            ×
          </Button>
        </Queued>
      )}
    </ToastRegion>
  );
}
