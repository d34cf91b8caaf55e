import { z } from "zod";
import { limitParameter } from "../incidents/parameters.ts";

const once = z.string("give it once");
const text = once.max(200).optional();
const instant = once
  .pipe(z.iso.datetime({ offset: true, error: "an instant, like 2026-11-22T03:27:15Z" }))
  .transform((at) => new Date(at))
  .optional();

export const auditFilterParameters = z.strictObject({
  person: text,
  action: text,
  customer: text,
  incident: once
    .regex(/^[1-9]\d{0,8}$/, "an incident's number")
    .transform(Number)
    .optional(),
  from: instant.meta({ description: "That moment, or later" }),
  until: instant.meta({ description: "Before that moment" }),
});

export const auditParameters = auditFilterParameters.extend({ limit: limitParameter(50), cursor: text });
