import type { DeliveryView } from '../../connectors/ports/customer-banking.ts';
import type { ReplyArguments, ReplyButton } from '../../engine/reply.ts';
import { dayOrPeriod, merchantName, parcel, parcelQuestion } from '../../engine/slots/slots.ts';
import { defineDialog } from '../define-bank-dialog.ts';
import examples from './examples.json' with { type: 'json' };
import { findParcels } from './find-parcels.ts';
import { leadLines } from './lead-lines.ts';
import en from './messages.en.json' with { type: 'json' };
import fr from './messages.fr.json' with { type: 'json' };

/** Messenger shows ten cards in a row; whoever waits for more asks by shop. */
const maxCards = 10;
const maxDelivered = 3;

function deliveryArguments(delivery: DeliveryView): ReplyArguments {
  const { merchant, carrier, status, expectation, expectedDay, expectedFrom, expectedTo, when, purchasedOn } = delivery;
  const { hasNumber, trackingNumber } = delivery;
  const arrival = { expectation, day: expectedDay, from: expectedFrom, to: expectedTo, when };
  return { merchant, carrier, status, ...arrival, purchasedOn, hasNumber, number: trackingNumber };
}

/** "When does my parcel arrive?": what is on its way, and else what has already come. */
export const deliveryDate = defineDialog({
  id: 'delivery_date',
  version: 1,
  description: 'The customer wants to know when a parcel arrives, where it is, whether it is late or who brings it.',
  messages: { fr, en },
  examples,
  requires: { linked: true, tells: ['delivery'] },
  slots: {
    merchant: merchantName.optional(),
    period: dayOrPeriod.optional(),
    parcel: parcel.optional(),
    question: parcelQuestion.optional(),
  },
  async run({ slots, bank, say, message, now, reject }) {
    if (slots.period?.or) return reject('period', 'either_day');
    const found = await findParcels(bank, slots);
    const { views, delivered } = found;
    const [first] = views;
    const lead = leadLines(slots, found, now.toISOString().slice(0, 10));
    if (!first) {
      if (slots.parcel?.number !== undefined) return say('number_unknown', { number: slots.parcel.number });
      return say.lines([...lead, ['none_hint']]);
    }
    const trackButtons = ({ trackingUrl }: DeliveryView): readonly ReplyButton[] =>
      trackingUrl ? [{ kind: 'open', label: message('track'), url: trackingUrl }] : [];
    const isNamed = (slots.merchant ?? slots.parcel) !== undefined;
    if (slots.question === 'carrier' && !delivered) {
      const lines = views.map((view) => ['carrier_line', deliveryArguments(view)] as const);
      return say.lines([['carriers', { count: views.length }], ...lines], { buttons: views.length === 1 ? trackButtons(first) : [] });
    }
    // Of one shop the parcel that came last is the one that is asked about.
    if (views.length === 1 || (delivered && isNamed))
      return say.lines([...lead, ['one', deliveryArguments(first)]], { buttons: delivered ? [] : trackButtons(first) });
    if (delivered) {
      const last = views.slice(0, maxDelivered);
      return say.lines([
        ...lead,
        ['delivered', { count: last.length }],
        ...last.map((view) => ['delivered_line', deliveryArguments(view)] as const),
      ]);
    }
    say.lines([...lead, ['several', { count: views.length }]]);
    const cards = views.slice(0, maxCards).map((view) => ({
      title: message('card.title', deliveryArguments(view)),
      subtitle: message('card.subtitle', deliveryArguments(view)),
      buttons: trackButtons(view),
    }));
    say.cards(cards);
  },
});
