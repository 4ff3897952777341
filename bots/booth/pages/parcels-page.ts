import type { DeliveryView } from '../../../connectors/ports/customer-banking.ts';
import { type Html, html, nothing } from '../../pages/html.ts';
import type { BoothPage, BoothVisit } from '../booth-page.ts';
import { badge, rows } from './rows.ts';

type Printing = Pick<BoothVisit, 'say' | 'printer'>;

function facts({ carrier, trackingNumber, hasNumber, amount, purchasedOn }: DeliveryView, { say }: Printing): Html {
  return rows([
    [say('parcels.carrier_label'), say('parcels.carrier', { carrier })],
    [say('parcels.number_label'), say('parcels.number', { hasNumber, number: trackingNumber })],
    [say('parcels.bought_label'), say('parcels.bought', { amount, purchasedOn })],
  ]);
}

/** @param more facts about it; of one that has come nobody asks for them. */
function parcel(view: DeliveryView, { say, printer }: Printing, more: Html): Html {
  const { merchant, carrier, status, expectation, expectedDay, when, expectedFrom, expectedTo } = view;
  const arrival = { status, expectation, when, day: expectedDay, from: expectedFrom, to: expectedTo };
  const address = view.trackingUrl && printer.address(view.trackingUrl);
  const track =
    address === undefined
      ? nothing
      : html`<p class="screen"><a class="more" rel="noreferrer noopener" href="${address}" aria-label="${say('parcels.track_of', { merchant })}">${say('parcels.track')}</a></p>`;
  return html`<section class="card compact"><div class="head"><h3>${say('parcels.name', { merchant })}</h3>${badge(
    say('parcels.status', { status }),
    say('parcels.tone', { status }),
  )}</div>
<p>${say('parcels.when', { ...arrival, carrier })}</p>
${more}${track}</section>
`;
}

/** What is on its way, soonest first, and what came lately. */
async function show({ bank, ...printing }: BoothVisit) {
  const { say } = printing;
  const [coming, arrived] = await Promise.all([bank.deliveries({}), bank.deliveries({ delivered: true })]);
  const empty = html`<p>${say('parcels.none')}</p>`;
  const past =
    arrived.length === 0 ? nothing : html`<h2>${say('parcels.arrived')}</h2>${arrived.map((view) => parcel(view, printing, nothing))}`;
  const body = html`<h2>${say('parcels.coming')}</h2>
${coming.length === 0 ? empty : coming.map((view) => parcel(view, printing, facts(view, printing)))}${past}<p class="soft">${say('parcels.none_hint')}</p>`;
  return { title: say('parcels.title'), body };
}

export const parcelsPage: BoothPage = { name: 'parcels', path: 'parcels', entry: { path: 'parcels', label: 'nav.parcels' }, show };
