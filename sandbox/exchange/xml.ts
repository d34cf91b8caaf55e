export interface XmlElement {
  name: string;
  attributes: Record<string, string>;
  children: XmlNode[];
  /** The original markup between the tags. */
  inner: string;
}

export type XmlNode = XmlElement | string;

const ENTITIES: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
const NAME = "[A-Za-z_][\\w:.-]*";
const ATTRIBUTE = `\\s+${NAME}\\s*=\\s*(?:"[^"<]*"|'[^'<]*')`;
// One token: prolog or comment | CDATA | end tag | start tag | text.
const TOKEN = new RegExp(
  `<\\?[^]*?\\?>|<!--[^]*?-->|<!\\[CDATA\\[([^]*?)\\]\\]>|</(${NAME})\\s*>|<(${NAME})((?:${ATTRIBUTE})*)\\s*(/?)>|([^<]+)`,
  "y",
);

/** Reads a small XML document as strictly as Twilio: anything not well-formed is an error, not a guess. */
export function parseXml(source: string): XmlElement {
  const document: XmlElement = { name: "", attributes: {}, children: [], inner: "" };
  const open: { element: XmlElement; contentFrom: number }[] = [{ element: document, contentFrom: 0 }];
  const token = new RegExp(TOKEN);
  const text = source.replace(/^\uFEFF/, "").trim();

  while (token.lastIndex < text.length) {
    const start = token.lastIndex;
    const match = token.exec(text);
    if (!match) throw new Error(`not well-formed at character ${start}`);
    const [, characterData, endName, startName, attributes, selfClosing, plain] = match;
    const parent = open.at(-1)!;
    if (characterData !== undefined) parent.element.children.push(characterData);
    else if (plain !== undefined) parent.element.children.push(decodeEntities(plain));
    else if (startName !== undefined) {
      const element = { name: startName, attributes: readAttributes(attributes!), children: [], inner: "" };
      parent.element.children.push(element);
      if (!selfClosing) open.push({ element, contentFrom: token.lastIndex });
    } else if (endName !== undefined) {
      if (open.length === 1 || parent.element.name !== endName) throw new Error(`unexpected </${endName}>`);
      parent.element.inner = text.slice(parent.contentFrom, start);
      open.pop();
    }
  }
  return rootOf(document, open.length);
}

export function elementsOf(element: XmlElement): XmlElement[] {
  return element.children.filter((child) => typeof child !== "string");
}

/** A number in an attribute. Words like "auto" and nonsense count as absent. */
export function numberAttribute(element: XmlElement, name: string, fallback: number): number {
  const number = Number.parseFloat(element.attributes[name] ?? "");
  return number >= 0 ? number : fallback;
}

/** The text of an element and everything in it, without markup. */
export function textOf(node: XmlNode): string {
  if (typeof node === "string") return node;
  return node.children.map(textOf).join("");
}

function rootOf(document: XmlElement, depth: number): XmlElement {
  if (depth > 1) throw new Error("an element is not closed");
  const [root, ...others] = elementsOf(document);
  const strayText = document.children.some((child) => typeof child === "string" && child.trim() !== "");
  if (!root || others.length > 0 || strayText) throw new Error("there must be exactly one root element");
  return root;
}

function readAttributes(source: string): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const [, name, double, single] of source.matchAll(/([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)) {
    if (name! in attributes) throw new Error(`attribute ${name} appears twice`);
    attributes[name!] = decodeEntities(double ?? single ?? "");
  }
  return attributes;
}

function decodeEntities(text: string): string {
  return text.replace(/&([^;&\s]*);?/g, (whole, name: string) => {
    const numeric = /^#(?:x([0-9a-fA-F]+)|(\d+))$/.exec(name);
    if (whole.endsWith(";") && numeric) {
      return String.fromCodePoint(numeric[1] ? Number.parseInt(numeric[1], 16) : Number(numeric[2]));
    }
    const character = ENTITIES[name];
    if (!whole.endsWith(";") || character === undefined) throw new Error(`unknown entity ${whole}`);
    return character;
  });
}
