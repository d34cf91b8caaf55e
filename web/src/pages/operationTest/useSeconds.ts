import { useTranslation } from "react-i18next";
import { spanOf } from "../../clock/remaining.ts";

/** How long a step took, as people say it: 「0.4秒」, 「12.3秒」, 「1分05秒」. */
export function useSeconds(): (milliseconds: number) => string {
  const { t } = useTranslation(["operationTest", "common"]);
  return (milliseconds) => {
    if (milliseconds < 60_000) return t("seconds", { seconds: (milliseconds / 1_000).toFixed(1) });
    const span = spanOf(Math.round(milliseconds / 1_000));
    return t(`common:${span.unit}`, span);
  };
}
