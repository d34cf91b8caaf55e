/**
 * Builds an element. Whatever comes from outside is put in as text here, never as markup.
 * @param {string} tag
 * @param {Record<string, unknown>} [properties] DOM properties; `dataset`, `aria-*` and `on*` as usual
 * @param {...(Node | string | null)} children
 */
export function el(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name === "dataset") Object.assign(element.dataset, value);
    else if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name.startsWith("aria-") || name === "role") element.setAttribute(name, String(value));
    else element[name] = value;
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

export const byId = (id) => document.getElementById(id);

/** Shows a state word with its colour. */
export function badge(element, { word, tone }) {
  element.textContent = word;
  element.dataset.tone = tone;
}
