import type { DeliveryView } from '../../connectors/ports/customer-banking.ts';
import type { ReplyArguments, ReplyButton } from '../../engine/reply.ts';
import { dayOrPeriod, merchantName } from '../../engine/slots/slots.ts';
import { defineDialog } from '../define-bank-dialog.ts';
import examples from './examples.json' with { type: 'json' };
import en from './messages.en.json' with { type: 'json' };
import fr from './messages.fr.json' with { type: 'json' };

/** Messenger shows ten cards in a row; whoever waits for more asks by shop. */
const maxCards = 10;
const maxDelivered = 3;

function deliveryArguments({
  merchant,
  carrier,
  status,
  expectation,
  expectedDay,
  expectedFrom,
  expectedTo,
}: DeliveryView): ReplyArguments {
  return { merchant, carrier, status, expectation, day: expectedDay, from: expectedFrom, to: expectedTo };
}

/** "When does my parcel arrive?": what is on its way, and else what has already come. */
export const deliveryDate = defineDialog({
  id: 'delivery_date',
  version: 1,
  description: 'The customer wants to know when a parcel arrives or where it is.',
  messages: { fr, en },
  examples,
  requires: { linked: true },
  slots: { merchant: merchantName.optional(), period: dayOrPeriod.optional() },
  async run({ slots: { merchant, period }, bank, say, message }) {
    const trackButtons = ({ trackingUrl }: DeliveryView): readonly ReplyButton[] =>
      trackingUrl ? [{ kind: 'open', label: message('track'), url: trackingUrl }] : [];
    const show = (deliveries: readonly DeliveryView[]): void => {
      const [first] = deliveries;
      if (first && deliveries.length === 1) return say('one', deliveryArguments(first), { buttons: trackButtons(first) });
      say('several', { count: deliveries.length });
      const cards = deliveries.slice(0, maxCards).map((delivery) => ({
        title: message('card.title', deliveryArguments(delivery)),
        subtitle: message('card.subtitle', deliveryArguments(delivery)),
        buttons: trackButtons(delivery),
      }));
      say.cards(cards);
    };
    const onTheWay = await bank.deliveries({ merchant, period });
    if (onTheWay.length > 0) return show(onTheWay);
    const none = ['none', { merchantAsked: merchant === undefined ? 'no' : 'yes', merchant: merchant ?? '' }] as const;
    // Soonest first means that what was delivered last comes last.
    const delivered = (await bank.deliveries({ merchant, period, includeDelivered: true })).slice(-maxDelivered).toReversed();
    if (delivered.length === 0) {
      // The days of a question can be those of the purchase or of the arrival: each parcel on its way says its own.
      const otherDays = period ? await bank.deliveries({ merchant }) : [];
      if (otherDays.length === 0) return say.lines([none, ['none_hint']]);
      return show(otherDays);
    }
    const lines = delivered.map((delivery) => ['delivered_line', deliveryArguments(delivery)] as const);
    say.lines([none, ['delivered', { count: delivered.length }], ...lines]);
  },
});
