import type { ErasureService } from '../../erasure/erasure-service.ts';
import { type Html, html, nothing } from '../../pages/html.ts';
import type { BoothPage, BoothText, BoothVisit } from '../booth-page.ts';
import { boothPath } from '../booth-topic.ts';

export interface ErasePageDeps {
  readonly erasures: Pick<ErasureService, 'erase' | 'isHeld'>;
  readonly bankName: string;
}

const path = 'privacy/erase';

function list({ say }: BoothVisit, title: BoothText, lines: readonly BoothText[]): Html {
  return html`<section class="card"><h2>${say(title)}</h2>
<ul class="lines">${lines.map((key) => html`<li>${say(key)}</li>\n`)}</ul></section>
`;
}

function question({ say, formField, query }: BoothVisit): Html {
  const unsure = query.get('said') === 'unsure' ? html`<p class="note" role="alert">${say('erase.unsure')}</p>` : nothing;
  return html`<section class="card"><h2>${say('erase.ask')}</h2>${unsure}
<form method="post" action="${boothPath}/${path}">${formField}<label class="tick"><input type="checkbox" name="sure" value="yes" required> ${say('erase.sure')}</label>
<button class="danger">${say('erase.go')}</button></form></section>
`;
}

/** Says what goes and what stays, asks once more, and erases. */
export function createErasePage({ erasures, bankName }: ErasePageDeps): BoothPage {
  return {
    name: 'privacy_erase',
    path,
    entry: { path: 'privacy', label: 'nav.privacy' },

    async show(visit) {
      const { say, conversation } = visit;
      const goes = list(visit, 'erase.goes', ['erase.goes_link', 'erase.goes_words', 'erase.goes_choices', 'erase.goes_orders']);
      const stays = list(visit, 'erase.stays', ['erase.stays_ledger', 'erase.stays_bank', 'erase.stays_meta']);
      const held = html`<p class="note" role="status">${say('erase.held', { bankName })}</p>\n`;
      const back = html`<p><a class="more" href="${boothPath}/privacy">${say('privacy.back')}</a></p>`;
      const body = html`${erasures.isHeld(conversation) ? held : nothing}<p>${say('erase.lead')}</p>
${goes}${stays}${erasures.isHeld(conversation) ? nothing : question(visit)}${back}`;
      return { title: say('erase.title'), body };
    },

    async act({ conversation }, form) {
      if (form.get('sure') !== 'yes') return `${path}?said=unsure`;
      const erased = await erasures.erase(conversation, 'booth');
      // The session is gone with the rest: what follows is a page that anybody may see, and that says nothing of whose it was.
      return erased.outcome === 'held' ? path : `erased/${erased.receipt}`;
    },
  };
}
