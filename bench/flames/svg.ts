import { type Flame, selfByGroup } from "./flame.ts";
import { garbage, native, node, ours } from "./frame.ts";

export interface Picture {
  title: string;
  subtitle: string;
}

const width = 1_600;
const margin = 10;
const rowHeight = 17;
const headHeight = 52;
const legendColumns = 5;
const legendRows = 4;
/** Narrower boxes are left out, with all above them. */
const narrowest = 1.5;
const characterWidth = 6.1;

interface Box {
  flame: Flame;
  left: number;
  width: number;
  depth: number;
}

/** A flame graph: callers below, callees above, widths by time. */
export function drawFlame(flame: Flame, { title, subtitle }: Picture): string {
  const scale = (width - 2 * margin) / flame.total;
  const boxes = boxesOf(flame, scale);
  const rows = Math.max(...boxes.map(({ depth }) => depth)) + 1;
  const legendTop = headHeight + rows * rowHeight + 24;
  const height = legendTop + legendRows * rowHeight + margin;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="11">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="${width}" height="${height}" fill="#fffdf8"/>`,
    `<text x="${margin}" y="22" font-size="16" font-weight="bold">${escaped(title)}</text>`,
    `<text x="${margin}" y="40" fill="#555">${escaped(subtitle)}</text>`,
    ...boxes.map((box) => draw(box, headHeight + (rows - 1 - box.depth) * rowHeight, flame.total)),
    ...legend(flame, legendTop),
    "</svg>",
    "",
  ].join("\n");
}

function boxesOf(flame: Flame, scale: number, left = margin, depth = 0): Box[] {
  const own = { flame, left, width: flame.total * scale, depth };
  if (own.width < narrowest) return [];
  let next = left;
  const above = flame.callees.flatMap((callee) => {
    const boxes = boxesOf(callee, scale, next, depth + 1);
    next += callee.total * scale;
    return boxes;
  });
  return [own, ...above];
}

function draw({ flame, left, width: boxWidth, depth }: Box, top: number, all: number): string {
  const { name, group, isOurs, total } = flame;
  const whole = depth === 0 || isOurs || name === group ? name : `${group}: ${name}`;
  const room = Math.floor((boxWidth - 4) / characterWidth);
  const shown = room < 3 ? "" : whole.length <= room ? whole : `${whole.slice(0, room - 1)}…`;
  const rect = `<rect x="${left.toFixed(1)}" y="${top}" width="${Math.max(boxWidth - 0.5, 0.5).toFixed(1)}" height="${rowHeight - 1}" fill="${colourOf(group)}"/>`;
  const text =
    shown && `<text x="${(left + 2).toFixed(1)}" y="${top + rowHeight - 5}">${escaped(shown)}</text>`;
  return `<g><title>${escaped(`${whole}: ${milliseconds(total)}, ${percent(total, all)}`)}</title>${rect}${text}</g>`;
}

/** Whose own code the time was spent in. */
function legend(flame: Flame, top: number): string[] {
  const columnWidth = (width - 2 * margin) / legendColumns;
  return selfByGroup(flame)
    .slice(0, legendColumns * legendRows)
    .map(([group, self], index) => {
      const left = margin + Math.floor(index / legendRows) * columnWidth;
      const y = top + (index % legendRows) * rowHeight;
      const text = escaped(`${percent(self, flame.total)}  ${group}`);
      return `<rect x="${left}" y="${y}" width="12" height="12" fill="${colourOf(group)}"/><text x="${left + 18}" y="${y + 10}">${text}</text>`;
    });
}

const below: Readonly<Record<string, string>> = {
  "": "#e8e4da",
  [node]: "#b9d7a8",
  [native]: "#cccccc",
  [garbage]: "#a9a3b5",
};
/** Ours are warm, packages cool; each by its name, so that a group looks alike in every graph. */
function colourOf(group: string): string {
  const known = below[group];
  if (known !== undefined) return known;
  const place = ours.indexOf(group);
  if (place >= 0) return `hsl(${place * 7} 90% ${68 + (place % 3) * 6}%)`;
  const sum = [...group].reduce((hash, letter) => (hash * 31 + letter.charCodeAt(0)) % 997, 7);
  return `hsl(${185 + (sum % 70)} 60% ${72 + (sum % 4) * 4}%)`;
}

const milliseconds = (microseconds: number): string => `${(microseconds / 1_000).toFixed(0)} ms`;
const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(1)} %`;
const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
