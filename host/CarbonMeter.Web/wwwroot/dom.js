// Builds elements and shows them by changing what differs only: focus, open folds and running transitions survive an update.

export const byId = id => document.getElementById(id);

/** An element; style is an object, since style attributes are refused by the page's content security policy. */
export function h(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name === 'style') for (const [property, text] of Object.entries(value)) node.style.setProperty(property, text);
    else node.setAttribute(name, value === true ? '' : value);
  }
  node.append(...children.flat(Infinity).filter(isShown));
  return node;
}

/** Makes an element's children the given ones. */
export function show(node, ...children) {
  const wanted = children.flat(Infinity).filter(isShown).map(child => child instanceof Node ? child : document.createTextNode(child));
  wanted.forEach((child, index) => {
    const old = node.childNodes[index];
    if (!old) node.append(child);
    else if (old.nodeName !== child.nodeName) old.replaceWith(child);
    else patch(old, child);
  });
  while (node.childNodes.length > wanted.length) node.lastChild.remove();
}

/** Sets a text, and the exact value behind it as title. */
export function setText(node, text, title) {
  if (node.textContent !== text) node.textContent = text;
  if (title !== undefined && node.title !== title) node.title = title;
}

const isShown = child => child !== null && child !== undefined && child !== false && child !== '';

function patch(old, wanted) {
  if (old.nodeType === Node.TEXT_NODE) {
    if (old.data !== wanted.data) old.data = wanted.data;
    return;
  }
  for (const { name } of [...old.attributes]) {
    // Whether a fold is open is the reader's choice.
    if (name !== 'open' && !wanted.hasAttribute(name)) old.removeAttribute(name);
  }
  for (const { name, value } of wanted.attributes) {
    if (name !== 'style' && old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
  if (old.style.cssText !== wanted.style.cssText) old.style.cssText = wanted.style.cssText;
  show(old, ...wanted.childNodes);
}
