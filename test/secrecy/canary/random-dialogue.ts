import { dialogCatalogue } from '../../../dialogs/catalogue.ts';
import type { Random } from '../../support/random.ts';
import evaluation from '../../understanding/evaluation.json' with { type: 'json' };

/** What somebody does in the chat. */
export type Move = { readonly kind: 'say'; readonly text: string } | { readonly kind: 'press'; readonly which: number };

/** Whoever unlinks, raises or erases ends the dialogue. */
const ending = new Set(['unlink_account', 'link_account', 'hide_amounts', 'erase_data']);

const sentencesOf = (language: 'fr' | 'en'): readonly string[] => [
  ...dialogCatalogue.filter(({ id }) => !ending.has(id)).flatMap(({ examples }) => examples[language]),
  ...Object.entries(evaluation).flatMap(([id, texts]) => (ending.has(id) || !('fr' in texts) ? [] : texts[language])),
];
const sentences = { fr: sentencesOf('fr'), en: sentencesOf('en') };

/** A dialogue: mostly questions, now and then a button of what was said before. */
export function randomDialogue(
  random: Random,
  { language, length }: { readonly language: 'fr' | 'en'; readonly length: number },
): readonly Move[] {
  return Array.from({ length }, (): Move => {
    if (random.below(4) === 0) return { kind: 'press', which: random.below(6) };
    return { kind: 'say', text: random.pick(sentences[language]) };
  });
}
