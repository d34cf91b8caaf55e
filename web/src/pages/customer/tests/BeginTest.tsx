import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { customerPath } from "../../../api/customerQueries.ts";
import type { CustomerAnswer, OperationTestAnswer } from "../../../api/types.ts";
import { useAction } from "../../../api/useAction.ts";
import { ChooseRecipients } from "./ChooseRecipients.tsx";
import { ConfirmTest } from "./ConfirmTest.tsx";
import { type Selection, selectionOf } from "./selection.ts";

export interface TestOrder {
  rule: string | null;
  selection: Selection;
  note: string;
}

/** Whom to test, then what that means; nothing is sent before the second step is confirmed. */
export function BeginTest({ customer }: { customer: CustomerAnswer }) {
  const navigate = useNavigate();
  const firstRule = customer.rules[0]?.name ?? null;
  const [order, setOrder] = useState<TestOrder>({
    rule: firstRule,
    selection: selectionOf(customer, firstRule),
    note: "",
  });
  const [isReviewed, setIsReviewed] = useState(false);
  const begin = useAction<OperationTestAnswer>({
    changes: [["operation-tests", customer.id]],
    onDone: ({ id }) => void navigate({ to: "/tests/$id", params: { id: String(id) } }),
    onRefused: () => {},
  });
  if (!isReviewed)
    return (
      <ChooseRecipients
        customer={customer}
        order={order}
        onChange={setOrder}
        onReview={() => setIsReviewed(true)}
      />
    );
  const { rule, selection, note } = order;
  const { mail, chats, calls } = selection;
  const body = { rule, mail, chats, call: { list: calls }, note: note.trim() === "" ? null : note };
  return (
    <ConfirmTest
      customer={customer}
      order={order}
      problem={begin.error}
      isPending={begin.isPending}
      onBack={() => {
        begin.reset();
        setIsReviewed(false);
      }}
      onStart={() => begin.mutate({ path: `${customerPath(customer.id)}/operation-tests`, body })}
    />
  );
}
