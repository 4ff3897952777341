import { type Html, html } from './html.ts';
import type { Texts } from './texts.ts';

/** The look of the sign-in pages: one column, made for a phone held in one hand. */
export const pageStyle = `
:root { color-scheme: light dark; --ink: #14213d; --quiet: #5b6478; --paper: #fff; --ground: #eef1f7; --line: #d9dfec;
  --brand: #0b5c55; --brand-ink: #fff; --wash: #e4f2ef; --warn: #7a4b00; --warn-wash: #fff4dd; --bad: #a4161a; }
@media (prefers-color-scheme: dark) { :root { --ink: #eef1f7; --quiet: #a7b0c4; --paper: #1a2133; --ground: #0f1422; --line: #313a52;
  --brand: #3cb6a8; --brand-ink: #06201d; --wash: #14332f; --warn: #ffd58a; --warn-wash: #3a2c10; --bad: #ff9b9b; } }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; background: var(--ground); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
main { max-width: 27rem; margin: 0 auto; padding: 1.25rem 1rem 2.5rem; }
header { display: flex; align-items: center; gap: .7rem; font-weight: 650; margin-bottom: 1rem; }
.mark { width: 2.4rem; height: 2.4rem; border-radius: .8rem; background: var(--brand); color: var(--brand-ink); display: grid;
  place-items: center; font-size: 1.25rem; }
.notice { background: var(--warn-wash); color: var(--warn); border-radius: .9rem; padding: .7rem .9rem; font-size: .9rem; margin: 0 0 1rem; }
.card { background: var(--paper); border-radius: 1.25rem; padding: 1.25rem; box-shadow: 0 .5rem 2rem rgb(15 20 34 / .08); }
h1 { font-size: 1.35rem; line-height: 1.25; margin: 0 0 1rem; }
fieldset { border: 0; padding: 0; margin: 0 0 1rem; } legend, .label { font-weight: 600; margin-bottom: .5rem; padding: 0; display: block; }
.choice { display: flex; align-items: center; gap: .8rem; min-height: 3.25rem; padding: .55rem .8rem; border: 1px solid var(--line);
  border-radius: .9rem; margin-bottom: .5rem; cursor: pointer; }
.choice:has(input:checked) { border-color: var(--brand); background: var(--wash); }
.choice input { accent-color: var(--brand); width: 1.2rem; height: 1.2rem; flex: none; }
.choice small, .hint { color: var(--quiet); display: block; font-size: .85rem; }
input[type=text], input[type=password] { width: 100%; min-height: 3rem; padding: .6rem .9rem; font: inherit; color: inherit;
  background: var(--paper); border: 1px solid var(--line); border-radius: .9rem; margin-bottom: .25rem; }
input:focus-visible, button:focus-visible { outline: 3px solid var(--brand); outline-offset: 2px; }
.field { margin-bottom: 1rem; } .error { color: var(--bad); font-weight: 600; margin: 0 0 1rem; }
button { width: 100%; min-height: 3.25rem; border-radius: 1rem; border: 0; font: inherit; font-weight: 650; cursor: pointer;
  background: var(--brand); color: var(--brand-ink); margin-top: .5rem; }
button.plain { background: transparent; color: var(--ink); border: 1px solid var(--line); }
ul { padding: 0; margin: 0 0 1rem; list-style: none; } li { padding: .55rem 0 .55rem 1.9rem; position: relative; border-bottom: 1px solid var(--line); }
li::before { content: "✓"; position: absolute; left: .3rem; color: var(--brand); font-weight: 700; }
`;

interface PageParts {
  readonly texts: Texts;
  readonly title: string;
  readonly content: Html;
}

/** A whole page of the demo bank. It says on every page that it is a demonstration. */
export function page({ texts, title, content }: PageParts): string {
  const bank = texts.text('bank');
  const style: Html = { html: pageStyle };
  return html`<!doctype html>
<html lang="${texts.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title} · ${bank}</title>
<style>${style}</style>
</head>
<body>
<main>
<header><span class="mark" aria-hidden="true">€</span><span>${bank}</span></header>
<p class="notice" role="note">${texts.text('demonstration')}</p>
<div class="card">
<h1>${title}</h1>
${content}
</div>
</main>
</body>
</html>`.html;
}
