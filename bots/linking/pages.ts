import { createCatalogue } from '../../i18n/catalogue.ts';
import { type Language, localeFor } from '../../i18n/language.ts';
import type { DisclosureLevel } from '../../secrecy/grant.ts';
import { escapeHtml } from '../pages/html.ts';
import { policyFor } from '../pages/html-answer.ts';
import { type PageParts, renderPage } from './page-shell.ts';
import { pageStyle } from './page-style.ts';
import en from './pages.en.json' with { type: 'json' };
import fr from './pages.fr.json' with { type: 'json' };
import type { LinkFailure } from './sign-in-flow.ts';

/** A page: whole HTML, without a script and without anything from elsewhere. */
export interface LinkPages {
  /** The policy that all of them are sent with. */
  readonly contentSecurityPolicy: string;
  /** What will happen, and the one button. It posts to its own address. */
  intro(language: Language): string;
  /**
   * Leads on to the bank. A page and not a redirect: browsers apply `form-action` to all redirects that follow a form, and the bank's
   * sign-in may well pass through several addresses.
   */
  leaving(language: Language, authorizationUrl: string): string;
  /** Who can read what, and what the customer wants to be said in the chat; the first choice is marked. */
  choose(language: Language, asked: { readonly state: string; readonly choices: readonly DisclosureLevel[] }): string;
  code(language: Language, code: string): string;
  failure(language: Language, why: LinkFailure | 'browser'): string;
}

/** The pages of one bank, its name in each of them; style and policy are made once. */
export function createLinkPages(bankName: string): LinkPages {
  const catalogue = createCatalogue({ pages: { fr, en } });
  const textOf = (language: Language, key: string) => catalogue.format(localeFor(language), `pages.${key}`, { bankName });

  function page(language: Language, name: string, parts: Pick<PageParts, 'head' | 'body'> = {}): string {
    const text = (key: string) => textOf(language, `${name}.${key}`);
    return renderPage({ language, bankName, title: text('title'), heading: text('heading'), lead: text('lead'), ...parts });
  }

  return {
    contentSecurityPolicy: policyFor(pageStyle),

    intro(language) {
      const text = (key: string) => escapeHtml(textOf(language, `intro.${key}`));
      const steps = ['step1', 'step2', 'step3'].map((key) => `<li>${text(key)}</li>\n`).join('');
      const form = `<form method="post"><button>${text('button')}</button></form>\n`;
      return page(language, 'intro', { body: `<ol>\n${steps}</ol>\n${form}<p class="note">${text('warning')}</p>\n` });
    },

    leaving(language, authorizationUrl) {
      const url = escapeHtml(authorizationUrl);
      const label = escapeHtml(textOf(language, 'leaving.link'));
      return page(language, 'leaving', {
        head: `<meta http-equiv="refresh" content="0; url=${url}">\n`,
        body: `<a class="action" rel="noreferrer" href="${url}">${label}</a>\n`,
      });
    },

    choose(language, { state, choices }) {
      const text = (key: string) => escapeHtml(textOf(language, `choose.${key}`));
      const options = choices.map((level, index) => {
        const input = `<input type="radio" name="level" value="${level}"${index === 0 ? ' checked' : ''}>`;
        return `<label class="choice">${input}<span><strong>${text(level)}</strong> ${text(`${level}.what`)}</span></label>\n`;
      });
      const hidden = `<input type="hidden" name="state" value="${escapeHtml(state)}">`;
      const fields = `<fieldset><legend>${text('legend')}</legend>\n${options.join('')}</fieldset>`;
      const form = `<form method="post" action="/link/choice">${hidden}\n${fields}\n<button>${text('button')}</button></form>\n`;
      return page(language, 'choose', { body: `${form}<p class="note">${text('note')}</p>\n` });
    },

    code(language, code) {
      const warning = escapeHtml(textOf(language, 'code.warning'));
      return page(language, 'code', { body: `<p class="code">${escapeHtml(code)}</p>\n<p class="note">${warning}</p>\n` });
    },

    failure: (language, why) => page(language, why),
  };
}
