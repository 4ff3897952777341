import { chosen, merchantName, subject } from '../../engine/slots/slots.ts';
import { defineSample } from './sample-dialogs.ts';

const sentences = { title: 'Paper', one: '.', 'ask.page': '?', 'none.page': '-', label: '{ref}' };

/** Goes on with what was shown, or else lets choose. */
export const paper = defineSample({
  version: 1,
  description: 'sample',
  examples: { fr: [], en: [] },
  id: 'paper',
  messages: { fr: sentences, en: sentences },
  slots: { merchant: merchantName.optional(), thing: subject.optional(), page: chosen },
  choices: {
    async page({ slots, message }) {
      const refs = slots.thing === undefined ? ['a', 'b'] : [slots.thing];
      return refs.map((ref) => ({ id: ref, label: message('label', { ref }) }));
    },
  },
  async run({ say }) {
    say('one');
  },
});
