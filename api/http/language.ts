import type { Request, RequestHandler, Response } from "express";
import { type Language, languages } from "../../domain/words/language.ts";

/**
 * The language in which people are answered, by `Accept-Language`; Japanese if it names neither of ours. A fault that
 * only a program can cause is always told in English.
 */
export const chooseLanguage: RequestHandler = (request, response, next) => {
  speak(response, asked(request));
  next();
};

/** An answer in this language from here on, whatever its request's header said. */
export function speak(response: Response, language: Language): void {
  response.locals.language = language;
  response.set("Content-Language", language).vary("Accept-Language");
}

export const languageOf = (response: Response): Language => response.locals.language ?? "ja";

const asked = (request: Request): Language => (request.acceptsLanguages([...languages]) || "ja") as Language;
