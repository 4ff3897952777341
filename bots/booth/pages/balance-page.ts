import type { BalanceView } from '../../../connectors/ports/customer-banking.ts';
import type { ReplyArguments } from '../../../engine/reply.ts';
import { type Html, html } from '../../pages/html.ts';
import type { BoothPage, BoothVisit, Say } from '../booth-page.ts';
import { badge, paragraph, rows } from './rows.ts';

function argumentsOf({ overdraft, anyOverdrawn: _any, ...facts }: BalanceView): ReplyArguments {
  return { ...facts, ...overdraft };
}

function account(view: BalanceView, say: Say): Html {
  const args = argumentsOf(view);
  return html`<section class="card">
<div class="head"><h2>${say('balance.name', args)}</h2>${badge(say('balance.standing', args), 'warn')}</div>
${paragraph(say('balance.kind', args), 'soft')}<p class="figure">${say('balance.booked', args)}</p>
<p class="soft">${say('balance.booked_label', args)}</p>
${rows([
  [say('balance.available_label'), say('balance.available', args)],
  [say('balance.pending_label'), say('balance.pending', args)],
  [say('balance.limit_label', args), say('balance.limit', args)],
])}${paragraph(say('balance.overdraft', args), 'soft')}</section>
`;
}

/** All accounts with what is booked, what is available, and what the overdraft has to do with it. */
async function show({ bank, say }: BoothVisit) {
  const views = await bank.balances();
  const title = say('balance.title');
  if (views.length === 0) return { title, body: html`<p>${say('balance.none')}</p>` };
  const note = html`<details class="card"><summary>${say('balance.note_title')}</summary><p class="soft">${say('balance.note')}</p></details>`;
  return { title, body: html`${views.map((view) => account(view, say))}${note}` };
}

export const balancePage: BoothPage = { name: 'balance', path: 'balance', entry: { path: 'balance', label: 'nav.balance' }, show };
