import type { Request, RequestHandler, Response } from "express";
import { type Language, languages } from "../../domain/words/language.ts";

/**
 * Chooses the language of the answer by `Accept-Language`; Japanese if it names neither of ours. Faults that
 * only a program can cause are always in English.
 */
export const chooseLanguage: RequestHandler = (request, response, next) => {
  speak(response, asked(request));
  next();
};

/** Answers in this language from here on, whatever the request's header says. */
export function speak(response: Response, language: Language): void {
  response.locals.language = language;
  response.set("Content-Language", language).vary("Accept-Language");
}

export const languageOf = (response: Response): Language => response.locals.language ?? "ja";

const asked = (request: Request): Language => (request.acceptsLanguages([...languages]) || "ja") as Language;
