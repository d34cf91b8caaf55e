import { useTranslation } from "react-i18next";
import type { CustomerAnswer } from "../../../api/types.ts";
import { Button } from "../../../components/Button.tsx";
import { Check } from "../../../components/Check.tsx";
import { DialogButtons } from "../../../components/DialogButtons.tsx";
import { Field } from "../../../components/Field.tsx";
import { Select } from "../../../components/Select.tsx";
import css from "./BeginTest.module.css";
import type { TestOrder } from "./BeginTest.tsx";
import { isNobody, selectionOf, toggled } from "./selection.ts";

interface Props {
  customer: CustomerAnswer;
  order: TestOrder;
  onChange: (order: TestOrder) => void;
  onReview: () => void;
}

const noRule = "";

/** A rule's real lists, and what an operator adds to or takes from them. */
export function ChooseRecipients({ customer, order, onChange, onReview }: Props) {
  const { t } = useTranslation("operationTest");
  const { rule, selection, note } = order;
  const { mail, chats, calls } = selection;
  const choose = (changed: Partial<typeof selection>) =>
    onChange({ ...order, selection: { ...selection, ...changed } });
  const rules = customer.rules.map(({ name }) => ({ id: name, name }));
  return (
    <>
      <Select
        label={t("rule")}
        choices={[...rules, { id: noRule, name: t("noRule") }]}
        value={rule ?? noRule}
        onChange={(id) => {
          const chosen = id === noRule ? null : id;
          onChange({ ...order, rule: chosen, selection: selectionOf(customer, chosen) });
        }}
      />
      <fieldset className={css.recipients}>
        <legend>{t("who")}</legend>
        {customer.contacts.map((contact) => (
          <div key={contact.id} className={css.recipient}>
            <span>{contact.name}</span>
            <Check
              label={t("mailTo", { name: contact.name })}
              isSelected={mail.includes(contact.id)}
              isDisabled={contact.mail === null}
              onChange={() => choose({ mail: toggled(mail, contact.id) })}
            >
              {contact.mail === null ? t("noMail") : t("mail")}
            </Check>
            <Check
              label={t("callTo", { name: contact.name })}
              isSelected={calls.includes(contact.id)}
              isDisabled={contact.phone === null}
              onChange={() => choose({ calls: toggled(calls, contact.id) })}
            >
              {contact.phone === null ? t("noPhone") : t("call")}
            </Check>
          </div>
        ))}
        {customer.chat.map(({ id }) => (
          <div key={id} className={css.recipient}>
            <span>{t("chat")}</span>
            <Check isSelected={chats.includes(id)} onChange={() => choose({ chats: toggled(chats, id) })}>
              {id}
            </Check>
          </div>
        ))}
      </fieldset>
      <Field
        label={t("note")}
        value={note}
        onChange={(text) => onChange({ ...order, note: text })}
        description={t("noteHint")}
        lines={2}
      />
      {isNobody(selection) && <p className={css.missing}>{t("nobodyChosen")}</p>}
      <DialogButtons>
        <Button kind="primary" isDisabled={isNobody(selection)} onPress={onReview}>
          {t("review")}
        </Button>
      </DialogButtons>
    </>
  );
}
