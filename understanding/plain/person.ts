import { fraudPatterns, personKeys, personPatterns } from './person-patterns.ts';
import { respell } from './spelling.ts';

/** Tells whether a person is needed, however it is put, and whether it cannot wait. */
export type PersonReader = (words: string) => 'fraud' | 'other' | undefined;

/**
 * Makes the reader that is asked before all others and that no score can overrule.
 * @param knows whether a word is an ordinary one, and therefore not a misspelt cry for help ("argent" is not "agent").
 */
export function createPersonReader(knows: (word: string) => boolean): PersonReader {
  const compiled = (sources: readonly string[]): readonly RegExp[] => sources.map((source) => new RegExp(source));
  const [any, urgent] = [compiled(personPatterns), compiled(fraudPatterns)];
  const read = (words: string): 'fraud' | 'other' | undefined => {
    if (!any.some((pattern) => pattern.test(words))) return undefined;
    return urgent.some((pattern) => pattern.test(words)) ? 'fraud' : 'other';
  };
  return (words) => (words === '' ? undefined : (read(words) ?? read(respell(words, personKeys, knows))));
}
