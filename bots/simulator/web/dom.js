const svgPaths = {
  send: 'M3.4 20.4 21.6 12 3.4 3.6 3.3 10.1 15.5 12 3.3 13.9z',
  restart: 'M12 5V2L7 6.5 12 11V8a5 5 0 1 1-5 5H4.5a7.5 7.5 0 1 0 7.5-8z',
  info: 'M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20zm1.1 15h-2.2v-6.5h2.2zM12 8.9a1.3 1.3 0 1 1 0-2.6 1.3 1.3 0 0 1 0 2.6z',
  close: 'M18.3 7.1 16.9 5.7 12 10.6 7.1 5.7 5.7 7.1 10.6 12l-4.9 4.9 1.4 1.4L12 13.4l4.9 4.9 1.4-1.4L13.4 12z',
  open: 'M14 4v2h2.6l-8.3 8.3 1.4 1.4L18 7.4V10h2V4zM6 6h5V4H6a2 2 0 0 0-2 2v12a2 2 0 0 0 2 2h12a2 2 0 0 0 2-2v-5h-2v5H6z',
  previous: 'M15.4 7.4 14 6l-6 6 6 6 1.4-1.4L10.8 12z',
  next: 'M8.6 16.6 10 18l6-6-6-6-1.4 1.4L13.2 12z',
  tick: 'M9.5 16.2 5.3 12l-1.4 1.4 5.6 5.6L20.5 8l-1.4-1.4z',
  warning: 'M12 3 1.5 21h21zm1 14.5h-2v-2h2zm0-3.5h-2v-4.5h2z',
  signal: 'M3 15h3v5H3zm5-4h3v9H8zm5-4h3v13h-3zm5-4h3v17h-3z',
  battery: 'M3 7h16a2 2 0 0 1 2 2v1.5h1.5v3H21V15a2 2 0 0 1-2 2H3a2 2 0 0 1-2-2V9a2 2 0 0 1 2-2zm0 2v6h13V9z',
};

/**
 * Makes an element. Strings become text nodes, never markup: that is why nobody's message can do anything here.
 * `on…` attributes are listeners, `undefined` and `false` leave an attribute out.
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(...children.flat().filter((child) => child !== undefined && child !== '' && child !== false));
  return element;
}

/** One of the few icons, drawn in the colour of the text around it. */
export function icon(name) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', svgPaths[name]);
  svg.append(path);
  return svg;
}

export function byId(id) {
  const element = document.getElementById(id);
  if (!element) throw new Error(`the page has no #${id}`);
  return element;
}
