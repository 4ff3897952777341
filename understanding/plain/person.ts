import { notWished, personKeys, personPatterns } from './person-patterns.ts';
import { respell } from './spelling.ts';

/** What somebody needs who cannot be left to a score. */
export interface Need {
  readonly dialog: 'person' | 'freeze_card' | 'report_fraud';
  /** A lost card or a fraud, whichever dialog takes it. */
  readonly urgent: boolean;
  /** What is to be said a word of first. */
  readonly concern?: 'complaint' | 'dispute' | 'debt' | 'bereavement' | 'insult';
}

/** Tells what is needed, however it is put. */
export type NeedReader = (words: string) => Need | undefined;

/**
 * Makes the reader that is asked before all others and that no score can overrule.
 * @param knows whether a word is an ordinary one, and therefore not a misspelt cry for help ("argent" is not "agent").
 */
export function createNeedReader(knows: (word: string) => boolean): NeedReader {
  const finder = (sources: readonly string[]): ((words: string) => boolean) => {
    const patterns = sources.map((source) => new RegExp(source));
    return (words) => patterns.some((pattern) => pattern.test(words));
  };
  const [wish, cardLoss] = [finder(personPatterns.wish), finder(personPatterns.cardLoss)];
  const fraud = finder(personPatterns.fraud);
  // The first that fits: whoever mourns and complains is mourning.
  const concerns = (['bereavement', 'debt', 'dispute', 'complaint', 'insult'] as const).map(
    (concern) => [concern, finder(personPatterns[concern])] as const,
  );
  const concernOf = (words: string): Pick<Need, 'concern'> => {
    const [concern] = concerns.find(([, fits]) => fits(words)) ?? [];
    return concern === undefined ? {} : { concern };
  };
  const read = (words: string): Need | undefined => {
    const card = cardLoss(words);
    if (!card && !fraud(words)) {
      const concern = concernOf(words);
      return concern.concern || wish(words) ? { dialog: 'person', urgent: false, ...concern } : undefined;
    }
    if (wish(words.replaceAll(notWished, '-'))) return { dialog: 'person', urgent: true };
    return { dialog: card ? 'freeze_card' : 'report_fraud', urgent: true };
  };
  return (words) => (words === '' ? undefined : (read(words) ?? read(respell(words, personKeys, knows))));
}
