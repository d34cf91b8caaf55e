import type { RequestHandler } from "express";
import { DomainError } from "../../domain/errors.ts";
import { fieldPath } from "../../domain/fieldPath.ts";
import { fieldTexts, formTexts } from "../../domain/words/fields.ts";

/** Nobody nests deeper on purpose. */
const deepest = 32;

/**
 * Refuses text that our database cannot store, namely NUL characters and lone surrogates, in the address and
 * anywhere in a body, naming the field (RA3).
 */
export const keepableText: RequestHandler = (request, _response, next) => {
  if (/%00/.test(request.originalUrl))
    throw new DomainError("bad_request", "The address holds a character that cannot be used.");
  const path = placeOfFault(request.body, []);
  if (path !== null)
    throw new DomainError("invalid_input", formTexts.lookAgain(), {
      errors: [{ path: fieldPath(path), message: fieldTexts.unusableCharacters() }],
    });
  next();
};

function placeOfFault(value: unknown, path: PropertyKey[]): PropertyKey[] | null {
  if (typeof value === "string") return isKeepable(value) ? null : path;
  if (typeof value !== "object" || value === null) return null;
  if (path.length === deepest) return path;
  for (const [key, inner] of Object.entries(value)) {
    const here = [...path, Array.isArray(value) ? Number(key) : key];
    const fault = isKeepable(key) ? placeOfFault(inner, here) : path;
    if (fault !== null) return fault;
  }
  return null;
}

const isKeepable = (text: string): boolean => text.isWellFormed() && !text.includes("\0");
