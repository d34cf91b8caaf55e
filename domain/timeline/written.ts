import { type Declared, events } from "../words/event.ts";
import type { Text } from "../words/phrase.ts";

interface Written {
  kind: string;
  text: Text;
}

const staffKinds = /^(operators|note$)/;

/** A line that is kept as a sentence, as earlier versions kept all. */
const written: Declared<Written> = {
  kind: ({ kind }) => kind,
  audience: ({ kind }) => (staffKinds.test(kind) ? "staff" : "everyone"),
  words: ({ text }, { say }) => say(text),
};

export const writtenEvents = events("line", { written });
