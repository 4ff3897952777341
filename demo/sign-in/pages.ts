import { type Html, html } from './html.ts';
import { page } from './page.ts';
import type { Texts } from './texts.ts';

/** A customer as the sign-in page offers it. */
export interface CustomerChoice {
  readonly id: string;
  readonly name: string;
  readonly currency: string;
}

interface LoginView {
  readonly texts: Texts;
  readonly action: string;
  readonly choices: readonly CustomerChoice[];
  readonly problem?: 'unknownCustomer' | 'badPin';
  /** What was typed before, to be corrected. */
  readonly typed?: string;
}

function choiceLine({ id, name, currency }: CustomerChoice, checked: boolean): Html {
  const mark = checked ? html` checked` : html``;
  return html`<label class="choice"><input type="radio" name="customer" value="${id}"${mark}><span>${name}<small>${id} · ${currency}</small></span></label>`;
}

/** Who are you, and your PIN. */
export function loginPage({ texts, action, choices, problem, typed = '' }: LoginView): string {
  const chosen = choices.find(({ id }) => id === typed)?.id ?? (typed === '' ? choices[0]?.id : undefined);
  const other = chosen === undefined ? typed : '';
  const warning = problem ? html`<p class="error" role="alert">${texts.text(problem)}</p>` : html``;
  const content = html`<form method="post" action="${action}" autocomplete="off">
${warning}
<fieldset><legend>${texts.text('chooseCustomer')}</legend>
${choices.map((choice) => choiceLine(choice, choice.id === chosen))}
</fieldset>
<div class="field"><label class="label" for="other">${texts.text('otherCustomer')}</label>
<input type="text" id="other" name="other" value="${other}" maxlength="32" autocapitalize="none" spellcheck="false" aria-describedby="other-hint">
<span class="hint" id="other-hint">${texts.text('otherHint')}</span></div>
<div class="field"><label class="label" for="pin">${texts.text('pin')}</label>
<input type="password" id="pin" name="pin" inputmode="numeric" maxlength="12" required autocomplete="off" aria-describedby="pin-hint">
<span class="hint" id="pin-hint">${texts.text('pinHint')}</span></div>
<button type="submit">${texts.text('continue')}</button>
</form>`;
  return page({ texts, title: texts.text('signIn'), content });
}

interface ConsentView {
  readonly texts: Texts;
  readonly action: string;
  readonly name: string;
  readonly days: number;
  readonly shows: readonly ('accounts' | 'balances' | 'transactions')[];
}

/** What is asked for, for how long, and the two answers. */
export function consentPage({ texts, action, name, days, shows }: ConsentView): string {
  const content = html`<p>${texts.text('consentIntro', { name })}</p>
<ul>${shows.map((key) => html`<li>${texts.text(key)}</li>`)}</ul>
<p class="hint">${texts.text('consentLimits', { days })}</p>
<form method="post" action="${action}">
<button type="submit" name="decision" value="allow">${texts.text('allow')}</button>
<button type="submit" name="decision" value="refuse" class="plain">${texts.text('refuse')}</button>
</form>`;
  return page({ texts, title: texts.text('consentTitle'), content });
}

/** The sign-in cannot go on. */
export function problemPage(texts: Texts): string {
  return page({ texts, title: texts.text('problemTitle'), content: html`<p>${texts.text('problem')}</p>` });
}
