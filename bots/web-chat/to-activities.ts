import { ActionTypes, type Activity, ActivityTypes, AttachmentLayoutTypes, type CardAction, CardFactory } from 'botbuilder';
import { moneyToDecimal } from '../../i18n/money.ts';
import type { OutgoingButton, OutgoingCard, OutgoingMessage, OutgoingOption, ThreadControl } from '../../secrecy/outgoing-message.ts';

/** The payload comes back in `activity.value`, as an object so that no channel mistakes it for text. */
function pressAction(title: string, payload: string): CardAction {
  return { type: ActionTypes.PostBack, title, value: { payload } };
}

function toAction(button: OutgoingButton): CardAction {
  return button.kind === 'press'
    ? pressAction(button.title, button.payload)
    : { type: ActionTypes.OpenUrl, title: button.title, value: button.url };
}

function suggestions(options: readonly OutgoingOption[] | undefined): Partial<Activity> {
  return options?.length
    ? { suggestedActions: { to: [], actions: options.map((option) => pressAction(option.title, option.payload)) } }
    : {};
}

function toHeroCard(card: OutgoingCard) {
  return CardFactory.heroCard(card.title, card.subtitle ?? '', [], (card.buttons ?? []).map(toAction));
}

function toReceiptCard({ receipt }: Extract<OutgoingMessage, { kind: 'receipt' }>) {
  const tax = receipt.taxes.reduce((sum, { amount }) => sum + amount.minor, 0n);
  const amount = (minor: bigint): string => `${moneyToDecimal({ minor, currency: receipt.total.currency })} ${receipt.total.currency}`;
  return CardFactory.receiptCard({
    title: receipt.merchant,
    facts: [{ key: receipt.number, value: receipt.issuedAt.slice(0, 10) }],
    items: receipt.lines.map((line) => ({
      title: line.label,
      subtitle: '',
      text: '',
      image: { url: '', alt: '' },
      price: amount(line.total.minor),
      quantity: String(line.quantity),
      tap: { type: '', title: '', value: '' },
    })),
    tax: amount(tax),
    vat: '',
    total: amount(receipt.total.minor),
    tap: { type: '', title: '', value: '' },
    buttons: [],
  });
}

function toActivity(message: OutgoingMessage): Partial<Activity> {
  const base = { type: ActivityTypes.Message, ...suggestions(message.options) };
  if (message.kind === 'cards')
    return { ...base, attachmentLayout: AttachmentLayoutTypes.Carousel, attachments: message.cards.map(toHeroCard) };
  if (message.kind === 'receipt') return { ...base, attachments: [toReceiptCard(message)] };
  if (!message.buttons?.length) return { ...base, text: message.text };
  return { ...base, attachments: [CardFactory.heroCard('', message.text, [], message.buttons.map(toAction))] };
}

/** Outgoing messages as Bot Framework activities: suggested actions, hero cards and receipt cards. No thread changes hands there. */
export function toActivities(messages: readonly (OutgoingMessage | ThreadControl)[]): Partial<Activity>[] {
  return messages.flatMap((message) => (message.kind === 'control' ? [] : [toActivity(message)]));
}
