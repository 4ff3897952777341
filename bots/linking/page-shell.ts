import type { Language } from '../../i18n/language.ts';
import { escapeHtml } from '../pages/html.ts';
import { pageStyle } from './page-style.ts';

/** What goes into a page. Texts are escaped here; `head` and `body` are HTML. */
export interface PageParts {
  readonly language: Language;
  readonly bankName: string;
  readonly title: string;
  readonly heading: string;
  readonly lead: string;
  readonly head?: string;
  readonly body?: string;
}

/** A whole page. */
export function renderPage({ language, bankName, title, heading, lead, head = '', body = '' }: PageParts): string {
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="referrer" content="no-referrer">
${head}<title>${escapeHtml(title)}</title>
<style>${pageStyle}</style>
</head>
<body>
<main>
<p class="bank">${escapeHtml(bankName)}</p>
<h1>${escapeHtml(heading)}</h1>
<p>${escapeHtml(lead)}</p>
${body}</main>
</body>
</html>
`;
}
