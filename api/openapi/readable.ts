import type { CreateDocumentOptions } from "zod-openapi";

/** Makes schemas tell people and generators what the handlers really require. */
export const readable: CreateDocumentOptions["override"] = ({ jsonSchema, io }) => {
  // The format says it; the pattern is four lines of leap years.
  if (jsonSchema.format === "date-time") delete jsonSchema.pattern;
  // The bounds of JavaScript's integers bind nobody.
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  // What may be anything may also be left out.
  if (io === "input" && jsonSchema.required !== undefined)
    jsonSchema.required = jsonSchema.required.filter(
      (key) => Object.keys(Object(jsonSchema.properties?.[key])).length > 0,
    );
};
