/** Ways to say which one: in a sentence as well, and by themselves only, for "the 2nd" in a sentence is a day, and "1er" is one in French. */
const ordinals: readonly (readonly [place: number, anywhere: readonly string[], alone: readonly string[]])[] = [
  [-1, [], ['derniere?', 'last', 'tout dernier', 'toute derniere', 'bottom', 'very last']],
  [1, ['premiere?', 'first', '1ere'], ['1er', '1st', 'top']],
  [2, ['deuxieme', 'second', 'seconde', '2e', '2eme'], ['2nd']],
  [3, ['troisieme', 'third', '3e', '3eme'], ['3rd']],
  [4, ['quatrieme', 'fourth', '4e', '4eme'], ['4th']],
  [5, ['cinquieme', 'fifth', '5e', '5eme'], ['5th']],
  [6, ['sixieme', 'sixth', '6e', '6eme'], ['6th']],
  [7, ['septieme', 'seventh', '7e', '7eme'], ['7th']],
  [8, ['huitieme', 'eighth', '8e', '8eme'], ['8th']],
  [9, ['neuvieme', 'ninth', '9e', '9eme'], ['9th']],
  [10, ['dixieme', 'tenth', '10e', '10eme'], ['10th']],
];
const wholes = ordinals.map(([place, anywhere, alone]): readonly [number, RegExp] => [
  place,
  new RegExp(`^(?:${[...anywhere, ...alone].join('|')})$`),
]);
const cardinals = [
  ['un', 'une', 'one'],
  ['deux', 'two'],
  ['trois', 'three'],
  ['quatre', 'four'],
  ['cinq', 'five'],
  ['six'],
  ['sept', 'seven'],
  ['huit', 'eight'],
  ['neuf', 'nine'],
  ['dix', 'ten'],
];
/** What may follow: the thing that lists are of, or the end of the clause. */
const afterPlace =
  "(?: (?:one|ligne|line|paiement|payment|achat|purchase|operation|transaction|depense|debit|entry|item|charge))?(?: (?:de|of|on|in|dans|sur) (?:la |the )?liste?)?(?=$| (?:svp|stp|s'il|please|pls|merci|thanks|n'est|n'etait|n'|ne|is|isn't|was|wasn't|c'est|et|and|for|pour|que|that|je|i)(?![a-z]))";
const around =
  /^(?:(?:euh|ah|oui|yes|ok|non|no|plutot|actually|bah|ben|c'est|it's|its|je veux|je voudrais|je prends|i want|i'd like|i'll take|give me|donne moi|celui|celle|ce sera|le|la|l'|the|number|numero|no|n|num|option|choix|choice|item|ligne) )*(.+?)(?: (?:one|ones|svp|stp|s'il vous plait|s'il te plait|please|pls|merci|thanks|de la liste|on the list|in the list|option|choix|choice|je crois|i think))*$/;

/** What comes before a position out of the blue: "et la deuxième ?", "what about the third?". */
const asking =
  /^(?:(?:et|and|mais|but|alors|so|pour|for|sur|about|what about|how about|what is|what's|whats|what was|quid de|quel est|quelle est|which is|c'est quoi|qu'est ce que c'est|detail|details|le detail|les details|the details|montre moi|montrez moi|montre|affiche|affichez|voir|show me|show|see|open|ouvre|ouvrez|explique|explain|parle moi|tell me|plus sur|more on|more about|de|du|d|des|of|on) )+/;

/** The position that a whole message asks about, where nothing is expected; undefined when it names none. */
export function readAskedPosition(words: string): number | undefined {
  const asked = words.replace(asking, '');
  // "And the 2?", "du 2": a day.
  return asked !== words && /^(?:(?:le|la|the) )?\d+$/.test(asked) ? undefined : readPosition(asked);
}

/** Whether a word says which one of several: "second", "troisième"; no shop is called so alone. */
export function isOrdinal(word: string): boolean {
  return wholes.some(([, pattern]) => pattern.test(word));
}

const places = ordinals
  .filter(([, anywhere]) => anywhere.length > 0)
  .map(([place, anywhere]): readonly [number, RegExp] => [
    place,
    new RegExp(`(?<![a-z])(?:le|la|l'|the|du|au|celui|celle) ?(?:${anywhere.join('|')})${afterPlace}`),
  ]);

/**
 * The place in a list that a sentence names: "le reçu de la deuxième", "I don't recognise the third one". A thing of another kind after it
 * ("my second card") is none of the list.
 */
export function placeIn(words: string): number | undefined {
  return places.find(([, pattern]) => pattern.test(words))?.[0];
}

/** The position named by the whole message ("2", "le deuxième", "the last one"), from 1, -1 for the last; undefined when it names none. */
export function readPosition(words: string): number | undefined {
  if (words.length > 60) return undefined;
  const core = around.exec(words)?.[1]?.replace(/^(?:n|no|le|la|the)(?=\d)/, '');
  if (core === undefined) return undefined;
  if (/^\d{1,3}$/.test(core)) return Number(core);
  const ordinal = wholes.find(([, pattern]) => pattern.test(core));
  if (ordinal) return ordinal[0];
  const cardinal = cardinals.findIndex((names) => names.includes(core));
  return cardinal < 0 ? undefined : cardinal + 1;
}
