import { useTranslation } from "react-i18next";
import { listed } from "../../../../../domain/words/lists.ts";
import type { ApiProblem } from "../../../api/problem.ts";
import { problemWords } from "../../../api/problemWords.ts";
import type { CustomerAnswer } from "../../../api/types.ts";
import { Button } from "../../../components/Button.tsx";
import { Facts } from "../../../components/Facts.tsx";
import { currentLanguage } from "../../../texts/i18n.ts";
import css from "./BeginTest.module.css";
import type { TestOrder } from "./BeginTest.tsx";
import { peopleIn } from "./selection.ts";

interface Props {
  customer: CustomerAnswer;
  order: TestOrder;
  problem: ApiProblem | null;
  isPending: boolean;
  onBack: () => void;
  onStart: () => void;
}

/** Names what will happen, and to how many people. */
export function ConfirmTest({ customer, order, problem, isPending, onBack, onStart }: Props) {
  const { t } = useTranslation(["operationTest", "common"]);
  const { rule, selection, note } = order;
  const { mail, chats, calls } = selection;
  const listedOrNone = (names: readonly string[]) => listed(names, currentLanguage()) || t("common:none");
  const namesOf = (ids: readonly string[]) =>
    ids.map((id) => customer.contacts.find((one) => one.id === id)?.name ?? id);
  const counts = { mail: mail.length, chats: chats.length, calls: calls.length, people: peopleIn(selection) };
  return (
    <>
      <div className={css.consequence}>
        <p className={css.named}>{t("consequence")}</p>
        <p>{t("consequenceCalls")}</p>
        <p>{t("counts", counts)}</p>
      </div>
      <Facts
        facts={[
          [t("rule"), rule ?? t("ruleNone")],
          [t("mail"), listedOrNone(namesOf(mail))],
          [t("chat"), listedOrNone(chats)],
          [t("call"), namesOf(calls).join(" → ") || t("common:none")],
          ...(note.trim() === "" ? [] : [[t("note"), note] as const]),
        ]}
      />
      {problem !== null && (
        <ul className={css.problem} role="alert">
          {problem.errors.length === 0 && <li>{problemWords(problem)}</li>}
          {problem.errors.map(({ path, message }) => (
            <li key={path}>{message}</li>
          ))}
        </ul>
      )}
      <div className={css.buttons}>
        <Button onPress={onBack} isDisabled={isPending}>
          {t("back")}
        </Button>
        <Button kind="primary" onPress={onStart} isPending={isPending}>
          {t("start")}
        </Button>
      </div>
    </>
  );
}
