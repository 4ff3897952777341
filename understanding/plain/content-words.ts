import { functionWords } from '../text/function-words.ts';
import { plainWords } from '../text/plain-words.ts';

/** Words with which people lead over to a value, correct one or ask again: they name no dialog. */
const leadingWords = new Set(
  'non nan nope euh oups oops fait actually sorry pardon desole desolee plutot rather voulais dire meant correction finalement erreur wait attends attendez same pareil idem meme chose instead aussi also puis sinon bien chose only seulement juste just celui celle hm hmm ah oh crois pense think guess was etait environ try essaie essayez said maybe peut-etre donc seul seule magasin store shop boutique total totaux totale somme montant combien detail details liste list truc machin bidule something thing things stuff'.split(
    ' ',
  ),
);

/** What a text says beyond the values that were read in it; `rest` as the entity reader leaves it. */
export function contentWords(rest: string): readonly string[] {
  return plainWords(rest)
    .split(/[ ']/)
    .filter((word) => word !== '' && !functionWords.has(word) && !leadingWords.has(word));
}

/** What people type when they say nothing; the examples hold some of it, so that it is refused. */
const nonsense = new Set(
  'lol mdr haha rofl huh hein bof meh test quoi what why pourquoi truc machin thingamajig blah blabla blablabla bla azerty azertyuiop qsdfgh qwerty asdfghjkl'.split(
    ' ',
  ),
);
/** Shorter words tell nothing of what somebody wants. */
const shortestTelling = 4;

/** Whether most of what is said are words that examples know, so that it can be told to be none of what is done here. */
export function tellsSomething(content: readonly string[], knows: (word: string) => boolean): boolean {
  const known = content.filter((word) => !nonsense.has(word) && knows(word));
  return known.length * 2 >= content.length && known.some((word) => word.length >= shortestTelling);
}
