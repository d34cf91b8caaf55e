import { oneLine } from "../words/oneLine.ts";
import { figureReadings, letters, symbolReadings, wordReadings } from "./readings.ts";

/** A longer text cannot be taken in on the telephone, and the talk limit would cut the message (R5.2.2d). */
const longestReading = 80;

/**
 * Spells a host's or an alarm's name for synthetic Japanese speech so that a person half asleep understands it. Known
 * words are read as words (web → ウェブ), everything else letter by letter, figures one at a time. Japanese stays
 * unchanged.
 */
export function readAloud(text: string): string {
  const spoken = tidy(partsOf(oneLine(text.normalize("NFKC"))));
  if (spoken === "") return "名称なし";
  if (spoken.length <= longestReading) return spoken;
  const cut = spoken.slice(0, longestReading).replace(/[ 、]\S*$/, "");
  return `${cut}、以下省略`;
}

/** The parts of a name, the more particular first; `partsOf` reads each aloud. */
const kinds = [
  /(?<address>(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.]))/,
  // 1,234件, 12,345.6%: one quantity, which the voice reads correctly without separators.
  /(?<grouped>(?<![\w.,])\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d,])(?: ?%|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]+)?)/u,
  /(?<percent>(?<![\w.])\d+(?:\.\d+)?) ?(?:%|パーセント)/,
  // 5秒, 2号機: the voice knows how to read a figure before its unit.
  /(?<amount>(?<![\w.-])(?!0\d)\d+(?:\.\d+)?[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]+)/u,
  /(?<decimal>(?<![\w.-])\d+\.\d+(?![\w.-]))/,
  /(?<figures>\d+)/,
  /(?<word>[A-Za-z]+)/,
  /(?<pause> [-:|/=] | - ?|[:;,] |[()[\]{}"'`!?;,|^])/,
  /(?<symbol>[-._/\\:%#@+*&=><~$])/,
  /(?<other>[^\x20-\x7e]+)/,
];
const pattern = new RegExp(kinds.map((kind) => kind.source).join("|"), "gu");

function partsOf(text: string): string[] {
  return [...text.matchAll(pattern)].flatMap(({ groups = {} }) => {
    if (groups.address) return groups.address.split(".").map(figures).join(" テン ");
    if (groups.grouped) return groups.grouped.replaceAll(",", "").replace(/ ?%$/, "パーセント");
    if (groups.percent) return `${groups.percent}パーセント`;
    if (groups.figures) return figures(groups.figures);
    if (groups.word) return word(groups.word);
    if (groups.pause) return "、";
    if (groups.symbol) return symbolReadings[groups.symbol] ?? [];
    return groups.amount ?? groups.decimal ?? groups.other?.replace(/\p{Extended_Pictographic}/gu, "") ?? [];
  });
}

/** Reads figures one at a time, long numbers in groups of four, as people dictate them. */
function figures(digits: string): string {
  const fours = digits.match(/.{1,4}/g) ?? [];
  return fours.map((four) => [...four].map((figure) => figureReadings[Number(figure)]).join("")).join(" ");
}

function word(text: string): string[] {
  const known = wordReadings.get(text.toLowerCase());
  if (known !== undefined) return [known];
  const inCamelCase = text.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+/g) ?? [text];
  return inCamelCase.flatMap(
    (part) => wordReadings.get(part.toLowerCase()) ?? compound(part.toLowerCase()) ?? letters(part),
  );
}

/** Splits `dbserver` into db and server, but only if known words cover the whole text. */
function compound(text: string): string[] | null {
  for (let length = text.length - 2; length >= 2; length--) {
    const first = wordReadings.get(text.slice(0, length));
    if (first === undefined) continue;
    const rest = text.slice(length);
    const others = wordReadings.get(rest);
    const readings = others === undefined ? compound(rest) : [others];
    if (readings !== null) return [first, ...readings];
  }
  return null;
}

const tidy = (parts: readonly string[]): string =>
  parts
    .join(" ")
    .replace(/ *、[ 、]*/g, "、")
    .replace(/^、|、$/g, "")
    .replace(/ +/g, " ")
    .trim();
