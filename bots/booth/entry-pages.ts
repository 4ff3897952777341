import { type Catalogue, createCatalogue } from '../../i18n/catalogue.ts';
import { type Language, localeFor } from '../../i18n/language.ts';
import secrecyEn from '../../secrecy/messages.en.json' with { type: 'json' };
import secrecyFr from '../../secrecy/messages.fr.json' with { type: 'json' };
import { html } from '../pages/html.ts';
import type { BoothFailure } from './booth-flow.ts';
import type { BoothText } from './booth-page.ts';
import { type EntryParts, renderEntry } from './booth-shell.ts';
import en from './pages.en.json' with { type: 'json' };
import fr from './pages.fr.json' with { type: 'json' };
import privacyEn from './privacy.en.json' with { type: 'json' };
import privacyFr from './privacy.fr.json' with { type: 'json' };

/**
 * Why there is nothing to show but a word about it. `closed`: the session is over; `left`: the customer has ended it; `form`: forged;
 * `unavailable`: something of ours is away.
 */
export type Shut = BoothFailure | 'browser' | 'closed' | 'left' | 'form' | 'unavailable';

/** The pages in front of the booth. */
export interface EntryPages {
  /** What will happen, and the one button. It posts to its own address, and says nothing of what was asked. */
  intro(language: Language): string;
  /**
   * Leads on to the bank. A page and not a redirect: browsers apply `form-action` to all redirects that follow a form, and the bank's
   * sign-in may well pass through several addresses.
   */
  leaving(language: Language, authorizationUrl: string): string;
  shut(language: Language, why: Shut): string;
}

/** Every sentence of the booth, by `booth.<key>`, and those with which receipts are printed. */
export function boothCatalogue(): Catalogue {
  return createCatalogue({
    booth: { fr: { ...fr, ...privacyFr }, en: { ...en, ...privacyEn } },
    secrecy: { fr: secrecyFr, en: secrecyEn },
  });
}

/** The pages of one bank, its name in each of them. */
export function createEntryPages(catalogue: Catalogue, bankName: string): EntryPages {
  const textOf = (language: Language, key: BoothText): string => catalogue.format(localeFor(language), `booth.${key}`, { bankName });

  function page(language: Language, name: Shut | 'intro' | 'leaving', more: Pick<EntryParts, 'head' | 'more'> = {}): string {
    const [title, lead] = [textOf(language, `${name}.title`), textOf(language, `${name}.lead`)];
    return renderEntry({ language, bankName, title, lead, ...more });
  }

  return {
    intro(language) {
      const text = (key: BoothText) => textOf(language, key);
      const more = html`<ol>
<li>${text('intro.step1')}</li>
<li>${text('intro.step2')}</li>
</ol>
<form method="post"><button>${text('intro.button')}</button></form>
<p class="soft">${text('intro.note')}</p>
<p class="note">${text('intro.warning')}</p>
`;
      return page(language, 'intro', { more });
    },

    leaving: (language, authorizationUrl) =>
      page(language, 'leaving', {
        head: html`<meta http-equiv="refresh" content="0; url=${authorizationUrl}">\n`,
        more: html`<a class="action" rel="noreferrer" href="${authorizationUrl}">${textOf(language, 'leaving.link')}</a>\n`,
      }),

    shut: (language, why) => page(language, why),
  };
}
