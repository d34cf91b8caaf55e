import { currentUpdateInfo, defineUpdate, setHandler } from "@temporalio/workflow";
import { type Fields, problemOf } from "../../domain/incidents/actions/fields.ts";
import type { Said } from "../../domain/people/said.ts";
import { refusal } from "./refusal.ts";
import { mustBeName, mustBeObject } from "./said.ts";

/** A name typed in the Temporal UI proves nothing. */
const here = "この画面からは本人確認されず、名前は「未確認」と記録されます";

/** Makes a person's declared action an update. Its validator refuses bad fields and changes nothing. */
export function hear<Word extends Said, Answer>(
  action: string,
  { fields, words }: { fields: Fields; words: { temporal: string } },
  { check, act }: { check(said: Word): void; act(said: Word, request: string): Promise<Answer> },
): void {
  const validator = (said: Word): void => {
    mustBeObject(said);
    mustBeName(said.by);
    const problem = problemOf(fields, said);
    if (problem !== null) throw refusal("invalid_input", problem);
    check(said);
  };
  const description = `${words.temporal}。${here}`;
  const update = defineUpdate<Answer, [Word]>(action);
  setHandler(update, (said) => act(said, requestName()), { description, validator });
}

/** The request this update came from; the API stored it under the same name. */
function requestName(): string {
  const info = currentUpdateInfo();
  if (info === undefined) throw new Error("only inside an update's handler");
  return info.id;
}
