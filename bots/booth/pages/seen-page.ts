import { entriesOf } from '../../../secrecy/ledger/conversation-entries.ts';
import type { LedgerStore } from '../../../store/port.ts';
import { type Html, html, nothing } from '../../pages/html.ts';
import type { BoothPage, BoothVisit, Say } from '../booth-page.ts';
import { boothPath } from '../booth-topic.ts';
import { badge } from './rows.ts';
import { classWords, type Happening, happenings, whatWords, whereOf } from './seen-words.ts';

export interface SeenPageDeps {
  readonly ledger: Pick<LedgerStore, 'head' | 'read'>;
}

const path = 'privacy/seen';
const onOnePage = 25;

const tones = {
  said: 'warn',
  read: 'good',
  consent: 'plain',
  erased: 'plain',
  held: 'plain',
  called: 'plain',
  connected: 'plain',
  gap: 'plain',
  signed: 'plain',
} as const;

function line({ say, clockOf }: BoothVisit, happening: Happening): Html {
  const [{ kind, at }] = happening;
  const { day, time } = clockOf(at);
  const facts = classWords(happening, say);
  return html`<li><div class="head"><span class="name">${whatWords(happening, say)}</span>${badge(say('seen.where', { kind: whereOf(happening) }), tones[kind])}</div>
<span class="soft">${say('seen.at', { day: { day }, time: { time } })}${facts === '' ? nothing : html` ${facts}.`}</span></li>
`;
}

function turner(say: Say, page: number, pages: number): Html {
  if (pages <= 1) return nothing;
  const link = (to: number, label: string): Html =>
    to < 1 || to > pages ? html`<span></span>` : html`<span><a href="${boothPath}/${path}?page=${to}">${label}</a></span>`;
  return html`<nav class="turn screen" aria-label="${say('seen.pages')}">${link(page - 1, say('transactions.newer'))}
<span>${say('transactions.page', { page, pages })}</span>
${link(page + 1, say('transactions.older'))}</nav>
`;
}

/** What left for Messenger, what was read here and what was decided, from the ledger: never the content. */
export function createSeenPage({ ledger }: SeenPageDeps): BoothPage {
  return {
    name: 'privacy_seen',
    path,
    entry: { path: 'privacy', label: 'nav.privacy' },

    async show(visit) {
      const { say, conversation, query, clockOf } = visit;
      const { entries, searched, since } = await entriesOf(ledger, conversation);
      const all = happenings(entries);
      const pages = Math.max(1, Math.ceil(all.length / onOnePage));
      const page = Math.min(Math.max(1, Math.trunc(Number(query.get('page'))) || 1), pages);
      const shown = all.slice((page - 1) * onOnePage, page * onOnePage);
      const list = html`<ul class="card lines">${shown.map((happening) => line(visit, happening))}</ul>\n`;
      const scope = since === undefined ? '' : say('seen.scope', { searched, day: { day: clockOf(since).day } });
      const body = html`<p>${say('seen.lead')}</p>
<section class="card"><h2>${say('seen.who')}</h2><p class="soft">${say('seen.who_lead')}</p></section>
${shown.length === 0 ? html`<p class="note">${say('seen.none')}</p>` : list}${turner(say, page, pages)}
<p class="soft">${scope} ${say('seen.late')}</p>
<p><a class="more" href="${boothPath}/privacy">${say('privacy.back')}</a></p>`;
      return { title: say('seen.title'), body };
    },
  };
}
