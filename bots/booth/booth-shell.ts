import type { Language } from '../../i18n/language.ts';
import { type Html, html, nothing } from '../pages/html.ts';
import type { BoothPage, Say } from './booth-page.ts';
import { putAwayAfterS } from './booth-sessions.ts';
import { boothStyle } from './booth-style.ts';
import { boothPath } from './booth-topic.ts';

interface DocumentParts {
  readonly language: Language;
  readonly title: string;
  readonly kind: 'entry' | 'inside';
  readonly head?: Html;
  readonly body: Html;
}

function documentOf({ language, title, kind, head = nothing, body }: DocumentParts): string {
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="referrer" content="no-referrer">
<meta name="format-detection" content="telephone=no">
${head}<title>${title}</title>
<style>${{ html: boothStyle }}</style>
</head>
<body class="${kind}">
${body}
</body>
</html>
`.html;
}

export interface EntryParts {
  readonly language: Language;
  readonly bankName: string;
  readonly title: string;
  readonly lead: string;
  readonly head?: Html;
  readonly more?: Html;
}

/** A page before the sign-in, or in the place of one that cannot be shown: one card. */
export function renderEntry({ language, bankName, title, lead, head = nothing, more = nothing }: EntryParts): string {
  const body = html`<main>
<p class="bank">${bankName}</p>
<h1>${title}</h1>
<p>${lead}</p>
${more}</main>`;
  return documentOf({ language, title: `${title} – ${bankName}`, kind: 'entry', head, body });
}

export interface InsideParts {
  readonly language: Language;
  readonly bankName: string;
  readonly say: Say;
  readonly givenName: string | undefined;
  readonly pages: readonly BoothPage[];
  /** The one that is shown. */
  readonly current: BoothPage | undefined;
  readonly formField: Html;
  readonly title: string;
  readonly body: Html;
}

function navigation({ pages, current, say }: InsideParts): Html {
  const entries = pages.filter(({ path, entry }) => entry?.path === path && (!entry.aside || current?.entry?.path === path));
  const items = entries.map(({ entry, path }) => {
    const isHere = current?.entry?.path === path;
    const label = entry ? say(entry.label) : '';
    return html`<li><a href="${boothPath}/${path}"${isHere ? { html: ' aria-current="page"' } : nothing}>${label}</a></li>\n`;
  });
  return html`<nav class="pages" aria-label="${say('shell.pages')}"><ul>
${items}</ul></nav>`;
}

/** A page that shows figures, with the way to the others and out. When its session is over it is put away by itself. */
export function renderInside(parts: InsideParts): string {
  const { language, bankName, say, givenName, formField, title, body } = parts;
  const hello = givenName === undefined ? nothing : html`<p class="hello">${say('shell.hello', { name: givenName })}</p>`;
  const head = html`<meta http-equiv="refresh" content="${putAwayAfterS}; url=${boothPath}/closed">\n`;
  const whole = html`<a class="skip" href="#content">${say('shell.skip')}</a>
<header class="top"><div><p class="bank">${bankName}</p>${hello}</div>
<form method="post" action="${boothPath}/leave">${formField}<button>${say('shell.leave')}</button></form></header>
${navigation(parts)}
<main id="content">
<h1>${title}</h1>
${body}
</main>
<footer class="foot"><p>${say('shell.privacy', { bankName })}</p></footer>`;
  return documentOf({ language, title: `${title} – ${bankName}`, kind: 'inside', head, body: whole });
}
