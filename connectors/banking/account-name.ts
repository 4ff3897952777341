/** What an account is called by everybody, and not by one customer only: such a name needs no quotation marks. */
const common =
  /^(?:(?:compte|livret|carte|plan|prêt|pel|cel|ldds?|lep|pea)(?=\s|$)|.*\b(?:account|saver|savings|checking|isa|card|loan|mortgage)$)/iu;
/** Words that are written small inside a sentence. */
const small = /^(?:compte|carte|plan|prêt|current|joint|savings|saver|main)(?=\s|$)/iu;

/** An account as a sentence names it: `common` after "your", anything else as a name of its own. */
export interface AccountName {
  readonly naming: 'common' | 'own';
  readonly name: string;
}

/** "Compte courant" is "compte courant" inside a sentence, "Livret A" keeps its capital, "Vacances" is a name that somebody gave. */
export function accountNameOf(name: string): AccountName {
  if (!common.test(name)) return { naming: 'own', name };
  return { naming: 'common', name: small.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name };
}
