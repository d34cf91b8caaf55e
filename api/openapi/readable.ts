import type { CreateDocumentOptions } from "zod-openapi";

/** Makes schemas tell people and generators what the handlers really require. */
export const readable: CreateDocumentOptions["override"] = ({ jsonSchema, io }) => {
  // The format says enough; the pattern is four lines of leap years.
  if (jsonSchema.format === "date-time") delete jsonSchema.pattern;
  // JavaScript's integer limits mean nothing to a reader.
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  // A field that accepts anything may also be absent.
  if (io === "input" && jsonSchema.required !== undefined)
    jsonSchema.required = jsonSchema.required.filter(
      (key) => Object.keys(Object(jsonSchema.properties?.[key])).length > 0,
    );
};
