import { card, chosen } from '../../engine/slots/slots.ts';
import { defineDialog } from '../define-bank-dialog.ts';
import { urgentCall } from '../urgent-call.ts';
import { allCards, byDigits, cardChoices, targetOf } from './card-choices.ts';
import examples from './examples.json' with { type: 'json' };
import en from './messages.en.json' with { type: 'json' };
import fr from './messages.fr.json' with { type: 'json' };

const id = 'freeze_card';
/** What there is to do next: the bank may not know of the theft, and a new card has to be ordered. */
const next = ['report_fraud', 'person'];

/** Freezes a card that is lost or in the wrong hands, after a yes. In the safe direction only: nothing is unfrozen from here. */
export const freezeCard = defineDialog({
  id,
  version: 1,
  description: 'The customer has lost a card, had it stolen, or wants it blocked or frozen; or wants it unblocked again.',
  messages: { fr, en },
  examples,
  requires: { linked: true },
  confirm: true,
  slots: { mention: card.optional(), card: chosen },
  async preface({ slots: { mention }, linked, protection, linking, contact, language, say }) {
    const call = urgentCall(contact, language);
    if (mention?.unfreeze || !protection.available) {
      say(mention?.unfreeze ? 'unfreeze' : 'unavailable', call, { suggest: ['person'] });
      return 'over';
    }
    if (!linked) {
      say('unlinked', call);
      return 'on';
    }
    if ((await protection.cards(mention)) !== 'sign_in') return 'on';
    await linking.unlink();
    say('sign_in', call, { suggest: ['link_account'] });
    return 'over';
  },
  choices: {
    async card({ slots: { mention }, protection, message }) {
      if (mention?.all) return [allCards(message)];
      const cards = await protection.cards(mention);
      if (typeof cards !== 'string') return cardChoices(cards, message);
      // The order is good without the list: the bank carries it out when it is there again.
      return [mention?.last4 !== undefined ? byDigits(mention.last4, message) : allCards(message)];
    },
  },
  async confirmWith({ slots: { card = '', mention }, protection, message }) {
    const target = targetOf(card);
    if (target.which === 'last4') return message('confirm.digits', { digits: target.last4 });
    const cards = await protection.cards(mention);
    if (target.which === 'all') return message(cards === 'unreachable' && !mention?.all ? 'confirm.unlisted' : 'confirm.all');
    const chosenCard = typeof cards === 'string' ? undefined : cards.find(({ ref }) => ref === target.ref);
    if (!chosenCard) return message('confirm');
    return { ...message('confirm.card', { label: chosenCard.label, state: chosenCard.state }), otherwise: message('confirm') };
  },
  async run({ slots, protection, linking, contact, language, frameId, say }) {
    const target = targetOf(slots.card);
    const call = urgentCall(contact, language);
    const { outcome } = await protection.freeze(target, { frame: frameId, dialog: id });
    if (outcome === 'done') return say(target.which === 'all' ? 'done.all' : 'done', call, { suggest: next });
    if (outcome === 'sign_in') await linking.unlink();
    say(outcome, call, { suggest: outcome === 'sign_in' ? ['link_account'] : next });
  },
  async late({ settled: { outcome }, contact, language, say }) {
    say(outcome === 'done' ? 'late.done' : 'late.failed', urgentCall(contact, language), { suggest: next });
  },
});
