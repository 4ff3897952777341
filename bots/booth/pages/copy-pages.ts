import type { CopyCustomer, CustomerCopy } from '../../erasure/customer-copy.ts';
import { type Html, html, nothing } from '../../pages/html.ts';
import type { BoothPage, BoothText, BoothVisit } from '../booth-page.ts';
import { boothPath } from '../booth-topic.ts';
import { decisionLine, together } from './decision-history.ts';
import { rows } from './rows.ts';
import { classWords, happenings, whatWords } from './seen-words.ts';

export interface CopyPagesDeps {
  readonly copyCustomer: CopyCustomer;
}

const entry = { path: 'privacy', label: 'nav.privacy' } as const;

/** An instant as the customer's clock shows it. */
function instant({ say, clockOf }: BoothVisit, at: string): string {
  const { day, time } = clockOf(at);
  return say('copy.instant', { day: { day }, time: { time } });
}

function section({ say }: BoothVisit, title: BoothText, lines: readonly Html[]): Html {
  const list = lines.length === 0 ? html`<p class="soft">${say('copy.none')}</p>` : html`<ul class="lines">${lines}</ul>`;
  return html`<section class="card"><h2>${say(title)}</h2>${list}</section>\n`;
}

function item(name: string, more = ''): Html {
  return html`<li><span class="name">${name}</span>${more === '' ? nothing : html`<span class="soft">${more}</span>`}</li>\n`;
}

function identity(visit: BoothVisit, { identity: known }: CustomerCopy): Html {
  const { say } = visit;
  const facts = rows([
    [say('copy.given_name'), known.givenName ?? ''],
    [say('copy.subject'), known.subject],
    [say('copy.locale'), known.locale ?? ''],
    [say('copy.time_zone'), known.timeZone ?? ''],
    [say('copy.linked_at'), instant(visit, known.linkedAt)],
  ]);
  return html`<section class="card"><h2>${say('copy.identity')}</h2>${facts}</section>\n`;
}

/** What was understood, as it is kept. */
function written(slots: Readonly<Record<string, unknown>>): string {
  return Object.keys(slots).length === 0 ? '' : JSON.stringify(slots);
}

function conversationState(visit: BoothVisit, { state }: CustomerCopy): Html {
  const { say } = visit;
  const about = (dialog: string): string => say('seen.about', { about: dialog });
  const open = state.frames.map((frame) => item(about(frame.dialog), written(frame.slots)));
  const last = state.last ? [item(say('copy.last', { about: about(state.last.dialog) }), written(state.last.slots))] : [];
  const language = state.language ? [item(say('copy.language', { language: state.language }))] : [];
  return section(visit, 'copy.state', [...language, ...open, ...last]);
}

function body(visit: BoothVisit, copy: CustomerCopy): Html {
  const { say } = visit;
  const consents = together(copy.consents).map((decision) => decisionLine(visit, decision));
  const orders = copy.orders.map(({ kind, outcome, at, reference }) =>
    item(say('copy.order', { kind, outcome }), [instant(visit, at), reference ?? ''].filter((part) => part !== '').join(' · ')),
  );
  const setAside = copy.setAside.map(({ at, text }) => item(text ?? say('copy.no_words'), instant(visit, at)));
  const ledger = happenings(copy.ledger.entries).map((happening) =>
    item(
      whatWords(happening, say),
      [instant(visit, happening[0].at), classWords(happening, say)].filter((part) => part !== '').join(' · '),
    ),
  );
  return html`<p class="soft">${say('copy.lead', { at: instant(visit, copy.createdAt) })}</p>
<p class="screen"><a class="action" href="${boothPath}/privacy/copy.json">${say('copy.download')}</a></p>
<p class="soft screen">${say('copy.print')}</p>
${identity(visit, copy)}${section(visit, 'copy.consents', consents)}${conversationState(visit, copy)}${section(visit, 'copy.orders', orders)}
${section(visit, 'copy.set_aside', setAside)}${section(visit, 'copy.ledger', ledger)}
<p class="soft">${say('copy.conversation', { conversation: copy.conversation })}</p>
<p class="screen"><a class="more" href="${boothPath}/privacy">${say('privacy.back')}</a></p>`;
}

/** The customer's own copy of what is kept: a page to read and to print, and a file for a program. */
export function createCopyPages({ copyCustomer }: CopyPagesDeps): readonly BoothPage[] {
  return [
    {
      name: 'privacy_copy',
      path: 'privacy/copy',
      entry,
      async show(visit) {
        return { title: visit.say('copy.title'), body: body(visit, await copyCustomer(visit.conversation, visit.customer)) };
      },
    },
    {
      name: 'privacy_copy_file',
      path: 'privacy/copy.json',
      async show({ conversation, customer }) {
        const copy = await copyCustomer(conversation, customer);
        const file = { name: `guichet-${copy.createdAt.slice(0, 10)}.json`, type: 'application/json' };
        return { file, content: `${JSON.stringify(copy, null, 2)}\n` };
      },
    },
  ];
}
