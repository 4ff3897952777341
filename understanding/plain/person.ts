import { notWished, personKeys, personPatterns } from './person-patterns.ts';
import { respell } from './spelling.ts';

/** What somebody needs who cannot be left to a score. */
export interface Need {
  readonly dialog: 'person' | 'freeze_card' | 'report_fraud';
  /** A lost card or a fraud, whichever dialog takes it. */
  readonly urgent: boolean;
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
  const [fraud, unhappy] = [finder(personPatterns.fraud), finder(personPatterns.unhappy)];
  const read = (words: string): Need | undefined => {
    const card = cardLoss(words);
    if (!card && !fraud(words)) return wish(words) || unhappy(words) ? { dialog: 'person', urgent: false } : undefined;
    if (wish(words.replaceAll(notWished, '-'))) return { dialog: 'person', urgent: true };
    return { dialog: card ? 'freeze_card' : 'report_fraud', urgent: true };
  };
  return (words) => (words === '' ? undefined : (read(words) ?? read(respell(words, personKeys, knows))));
}
