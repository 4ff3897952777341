import { handingParts } from './typed-card-parts.ts';
import { meantWord } from './typed-spelling.ts';
import { tokensOf } from './typed-tokens.ts';
import { beside, binding, idle } from './typed-words.ts';

const taken = /\[(?:card|iban|cvv|code|password|pin)\]/g;
/** With what else a secret is handed over. */
const handing: ReadonlySet<string> = new Set(
  'mot mots passe pass pwd login identifiant code codes cvv cryptogramme chiffres tapez mets exp expire date fin rib iban bic'.split(' '),
);

/**
 * The words with which secrets were handed over, where a message is nothing else: it asks for nothing. Undefined for any other message.
 * What stands for the secrets is left out, for it is English in a French message, too.
 */
export function handingWords(text: string): string | undefined {
  const rest = text.replaceAll(taken, ' ');
  if (rest === text) return undefined;
  const words = tokensOf(rest).flatMap(({ kind, folded }) => (kind === 'word' ? [meantWord(folded)] : []));
  const known = [idle, binding, beside, handing, handingParts];
  return words.every((word) => known.some((list) => list.has(word))) ? rest : undefined;
}
