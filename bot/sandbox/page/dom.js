/**
 * Makes elements. Text only ever becomes text nodes: nothing here or elsewhere on the page parses markup.
 */

/**
 * An element with attributes, listeners (`onclick: …`) and children.
 * Attributes that are null, undefined or false are left out; true becomes an empty attribute. Children that are null
 * or false are left out; strings become text.
 */
export function h(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

/** The element of the page with this id. */
export function find(id) {
  return document.getElementById(id);
}
