import { useTranslation } from "react-i18next";
import { type CallResult, callResults } from "../../../../domain/calls/operators/result.ts";
import { audit } from "../../texts/ja/audit.ts";
import css from "./AuditPage.module.css";

const longestShown = 90;
type Field = keyof typeof audit.fields;
const fields: readonly string[] = Object.keys(audit.fields);
const isField = (name: string): name is Field => fields.includes(name);

const isResult = (value: unknown): value is CallResult => callResults.some((result) => result === value);

/** What was requested, in the order of its words; long values open on a press. */
export function Detail({ detail }: { detail: Record<string, unknown> }) {
  const { t } = useTranslation(["audit", "incident", "account"]);
  const place = (name: string) => (isField(name) ? fields.indexOf(name) : fields.length);
  const nameOf = (name: string) => (isField(name) ? t(`fields.${name}`) : name);
  const wordOf = (name: string, value: unknown): string => {
    if ((name === "result" || name === "outcome") && isResult(value)) return t(`incident:result.${value}`);
    if (name === "scopes" && Array.isArray(value))
      return t(`account:tokens.${value.includes("act") ? "act" : "read"}`);
    return shown(value);
  };
  const words = Object.entries(detail)
    .filter(([, value]) => value !== null && value !== "")
    .sort(([one], [other]) => place(one) - place(other))
    .map(([name, value]) => `${nameOf(name)}: ${wordOf(name, value)}`)
    .join("\n");
  if (words.length <= longestShown) return <span className={css.words}>{words}</span>;
  return (
    <details>
      <summary>{words.slice(0, longestShown).replaceAll("\n", "　")}…</summary>
      <span className={css.words}>{words}</span>
    </details>
  );
}

function shown(value: unknown): string {
  if (typeof value === "string") return value;
  if (Array.isArray(value)) return value.map(shown).join(", ");
  return JSON.stringify(value);
}
