import type { board } from "../../texts/ja/board.ts";

interface BoardKey {
  keys: readonly string[];
  does: keyof typeof board.keys;
}

const everybodys: readonly BoardKey[] = [
  { keys: ["j", "k"], does: "move" },
  { keys: ["Enter"], does: "open" },
  { keys: ["/"], does: "search" },
  { keys: ["Esc"], does: "leave" },
  { keys: ["?"], does: "help" },
];

const operators: readonly BoardKey[] = [
  { keys: ["a"], does: "acknowledge" },
  { keys: ["n"], does: "take" },
  { keys: ["c"], does: "call" },
  { keys: ["x"], does: "select" },
];

/** What the board's keys do for this person, as the help lists it. */
export const boardKeys = (canAct: boolean): readonly BoardKey[] =>
  canAct ? [...operators, ...everybodys] : everybodys;
