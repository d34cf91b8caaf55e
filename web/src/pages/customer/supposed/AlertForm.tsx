import { type FormEvent, useState } from "react";
import { Radio, RadioGroup } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { type Level, levels } from "../../../../../domain/alerts/level.ts";
import type { ApiProblem } from "../../../api/problem.ts";
import type { CustomerAnswer } from "../../../api/types.ts";
import { clock } from "../../../clock/clock.ts";
import { localInZone, momentInZone } from "../../../clock/inZone.ts";
import { Button } from "../../../components/Button.tsx";
import { Field } from "../../../components/Field.tsx";
import { Select } from "../../../components/Select.tsx";
import css from "./SupposedAlert.module.css";

/** As `POST /api/customers/{id}/dry-run` takes it. */
export interface Asked {
  node: string;
  alarm: string;
  level: Level;
  system?: string;
  at?: string;
}

interface Props {
  customer: CustomerAnswer;
  problem: ApiProblem | null;
  isPending: boolean;
  onAsk: (asked: Asked) => void;
}

const byNode = "";

export function AlertForm({ customer, problem, isPending, onAsk }: Props) {
  const { t } = useTranslation(["supposed", "common"]);
  const { timezone, systems } = customer;
  const [node, setNode] = useState(systems[0]?.targets[0]?.name ?? "");
  const [alarm, setAlarm] = useState("");
  const [level, setLevel] = useState<Level>("high");
  const [system, setSystem] = useState(byNode);
  const [local, setLocal] = useState<string | null>(null);
  const moment = local === null ? null : momentInZone(local, timezone);
  const noSuchTime = local !== null && moment === null ? t("noSuchTime") : undefined;
  const ask = (event: FormEvent) => {
    event.preventDefault();
    if (isPending || noSuchTime !== undefined) return;
    onAsk({
      node,
      alarm,
      level,
      ...(system !== byNode && { system }),
      ...(moment !== null && { at: moment.toISOString() }),
    });
  };
  return (
    <form className={css.form} onSubmit={ask} noValidate>
      <p className={css.hint}>{t("hint")}</p>
      <Field
        label={t("node")}
        value={node}
        onChange={setNode}
        problem={problem?.at("node")}
        placeholder="web01"
      />
      <Field label={t("alarm")} value={alarm} onChange={setAlarm} problem={problem?.at("alarm")} />
      <div className={css.pair}>
        <Select
          label={t("level")}
          choices={levels.toReversed().map((id) => ({ id, name: t(`common:level.${id}`) }))}
          value={level}
          onChange={setLevel}
        />
        <Select
          label={t("system")}
          choices={[
            { id: byNode, name: t("systemByNode") },
            ...systems.map(({ id, name }) => ({ id, name })),
          ]}
          value={system}
          onChange={setSystem}
          problem={problem?.at("system")}
        />
      </div>
      <RadioGroup
        className={css.when ?? ""}
        aria-label={t("when")}
        value={local === null ? "now" : "chosen"}
        onChange={(when) => setLocal(when === "now" ? null : localInZone(new Date(clock.now()), timezone))}
        orientation="horizontal"
      >
        <Radio value="now" className={css.radio ?? ""}>
          {t("now")}
        </Radio>
        <Radio value="chosen" className={css.radio ?? ""}>
          {t("chosen")}
        </Radio>
      </RadioGroup>
      {local !== null && (
        <Field
          label={t("at", { timezone })}
          type="datetime-local"
          value={local}
          onChange={setLocal}
          problem={noSuchTime ?? problem?.at("at")}
        />
      )}
      <Button type="submit" kind="primary" isPending={isPending}>
        {t("ask")}
      </Button>
    </form>
  );
}
