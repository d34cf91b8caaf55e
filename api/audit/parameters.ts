import { z } from "zod";
import { fieldTexts } from "../../domain/words/fields.ts";
import { packed } from "../../domain/words/phrase.ts";
import { limitParameter } from "../http/parameters.ts";

const once = z.string("give it once");
const text = once.max(200, packed(fieldTexts.atMost({ most: 200 }))).optional();
const instant = once
  .pipe(z.iso.datetime({ offset: true, error: packed(fieldTexts.isoTime()) }))
  .transform((at) => new Date(at))
  .optional();

export const auditFilterParameters = z.strictObject({
  person: text,
  action: text,
  customer: text,
  incident: once
    .regex(/^[1-9]\d{0,8}$/, packed(fieldTexts.incidentNumber()))
    .transform(Number)
    .optional(),
  from: instant.meta({ description: "That moment, or later" }),
  until: instant.meta({ description: "Before that moment" }),
});

export const auditParameters = auditFilterParameters.extend({ limit: limitParameter(50), cursor: text });
