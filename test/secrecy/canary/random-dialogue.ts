import { dialogCatalogue } from '../../../dialogs/catalogue.ts';
import evaluation from '../../understanding/evaluation.json' with { type: 'json' };

/** What somebody does in the chat. */
export type Move = { readonly kind: 'say'; readonly text: string } | { readonly kind: 'press'; readonly which: number };

/** 0 to 1, below 1. */
export type Chance = () => number;

/** Numbers that come out the same for the same seed. */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Whoever unlinks, raises or erases ends the dialogue. */
const ending = new Set(['unlink_account', 'link_account', 'hide_amounts', 'erase_data']);

const sentencesOf = (language: 'fr' | 'en'): readonly string[] => [
  ...dialogCatalogue.filter(({ id }) => !ending.has(id)).flatMap(({ examples }) => examples[language]),
  ...Object.entries(evaluation).flatMap(([id, texts]) => (ending.has(id) || !('fr' in texts) ? [] : texts[language])),
];
const sentences = { fr: sentencesOf('fr'), en: sentencesOf('en') };

/** A dialogue: mostly questions, now and then a button of what was said before. */
export function randomDialogue(
  chance: Chance,
  { language, length }: { readonly language: 'fr' | 'en'; readonly length: number },
): readonly Move[] {
  const own = sentences[language];
  return Array.from({ length }, (): Move => {
    if (chance() < 0.25) return { kind: 'press', which: Math.floor(chance() * 6) };
    return { kind: 'say', text: own[Math.floor(chance() * own.length)] ?? 'solde' };
  });
}
