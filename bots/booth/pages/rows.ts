import { type Html, html, nothing } from '../../pages/html.ts';

/** Lines of a description list; one whose value is empty has nothing to say, and is left out. */
export function rows(lines: readonly (readonly [label: string, value: string])[]): Html {
  const said = lines.filter(([, value]) => value !== '');
  return said.length === 0
    ? nothing
    : html`<dl>${said.map(([label, value]) => html`<div><dt>${label}</dt><dd>${value}</dd></div>\n`)}</dl>\n`;
}

/** A paragraph; nothing where there is nothing to say. */
export function paragraph(text: string, className = ''): Html {
  return text === '' ? nothing : html`<p class="${className}">${text}</p>\n`;
}

/** A word on a coloured ground; nothing where there is none. */
export function badge(word: string, tone = 'plain'): Html {
  return word === '' ? nothing : html`<span class="badge ${tone}">${word}</span>`;
}
