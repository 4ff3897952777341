const ordinals: readonly (readonly [number, RegExp])[] = [
  [-1, /^(?:derniere?|last|tout dernier|toute derniere|bottom|very last)$/],
  [1, /^(?:premiere?|first|1ere?|1er|1st|top)$/],
  [2, /^(?:deuxieme|second|seconde|2e|2eme|2nd)$/],
  [3, /^(?:troisieme|third|3e|3eme|3rd)$/],
  [4, /^(?:quatrieme|fourth|4e|4eme|4th)$/],
  [5, /^(?:cinquieme|fifth|5e|5eme|5th)$/],
  [6, /^(?:sixieme|sixth|6e|6eme|6th)$/],
  [7, /^(?:septieme|seventh|7e|7eme|7th)$/],
  [8, /^(?:huitieme|eighth|8e|8eme|8th)$/],
  [9, /^(?:neuvieme|ninth|9e|9eme|9th)$/],
  [10, /^(?:dixieme|tenth|10e|10eme|10th)$/],
];
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
const around =
  /^(?:(?:euh|ah|oui|yes|ok|non|no|plutot|actually|bah|ben|c'est|it's|its|je veux|je voudrais|je prends|i want|i'd like|i'll take|give me|donne moi|celui|celle|ce sera|le|la|l'|the|number|numero|no|n|num|option|choix|choice|item|ligne) )*(.+?)(?: (?:one|ones|svp|stp|s'il vous plait|s'il te plait|please|pls|merci|thanks|de la liste|on the list|in the list|option|choix|choice|je crois|i think))*$/;

/** The position named by the whole message ("2", "le deuxième", "the last one"), from 1, -1 for the last; undefined when it names none. */
export function readPosition(words: string): number | undefined {
  if (words.length > 60) return undefined;
  const core = around.exec(words)?.[1]?.replace(/^(?:n|no|le|la|the)(?=\d)/, '');
  if (core === undefined) return undefined;
  if (/^\d{1,3}$/.test(core)) return Number(core);
  const ordinal = ordinals.find(([, pattern]) => pattern.test(core));
  if (ordinal) return ordinal[0];
  const cardinal = cardinals.findIndex((names) => names.includes(core));
  return cardinal < 0 ? undefined : cardinal + 1;
}
