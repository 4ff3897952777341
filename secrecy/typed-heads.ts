import { createNumberReader, mayBegin, type NumberReader } from './typed-numbers.ts';
import { meantWord } from './typed-spelling.ts';
import type { Token } from './typed-tokens.ts';
import { cardWords, openAfter, openBefore } from './typed-words.ts';

/** A text as it is searched: `meant` has each token's word in its usual spelling. */
export interface Scan {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly meant: readonly string[];
  readonly numberAt: NumberReader;
  /** How many numbers may begin before each token. */
  readonly numbers: readonly number[];
}

const kinds = ['password', 'pass', 'access', 'pin', 'cvv', 'otp', 'code', 'digits', 'message', 'after_card'] as const;

/**
 * The name of a secret in a text, by its tokens. `code`: which code is told by other words; `digits`: those on the back of a card;
 * `message`: what a text message says; `access`: a name and a password, with a stroke between the two; `after_card`: a card number,
 * after which the digits on its back may stand.
 */
export interface Head {
  readonly kind: (typeof kinds)[number];
  readonly from: number;
  readonly to: number;
}

/** Names of what is a number. */
export type NumberKind = Exclude<Head['kind'], 'password' | 'pass' | 'access'>;
export type NumberHead = Head & { readonly kind: NumberKind };

/** Whether what a name stands for is a number, and no password. */
export function isOfNumber(head: Head): head is NumberHead {
  return head.kind !== 'password' && head.kind !== 'pass' && head.kind !== 'access';
}

const names: Readonly<Record<Head['kind'], string>> = {
  password: 'password passcode passphrase',
  pass: 'pass passe',
  pin: 'pin',
  cvv: 'cvv cryptogramme',
  otp: 'otp securipass certicode digipass authenticator mfa',
  code: 'code',
  digits: 'chiffres chiffre digits digit numbers number numero numeros figures value',
  message: 'sms text texted',
  access: 'login logins acces access identifiants identifiant credentials',
  after_card: '[card]',
};
const single: ReadonlyMap<string, Head['kind']> = new Map(
  kinds.flatMap((kind) => names[kind].split(' ').map((name): [string, Head['kind']] => [name, kind])),
);
const passing: ReadonlySet<string> = new Set('passe passes pass pase passse paase pas psse pasee epasse'.split(' '));
const ofPass: ReadonlySet<string> = new Set(['de', 'd', 'du', '2', 'dee', 'des', 'te', 'ed', '-', "'"]);
const answers: ReadonlySet<string> = new Set([
  'security answer',
  'secret answer',
  'secret word',
  'mot secret',
  'reponse secrete',
  'reponse secret',
  'question secrete',
]);
const memorable: ReadonlySet<string> = new Set(['word', 'information', 'place', 'name', 'date']);
const skipped: ReadonlySet<string> = new Set("de du d des la le l les mon ma of for the my pour is ' -".split(' '));
const back: ReadonlySet<string> = new Set(['dos', 'verso', 'derriere', 'arriere', 'back', 'rear', 'reverse', 'behind']);
/** How far from "chiffres" the back of the card may be named. */
const backReach = 6;

/** "mot de passe" in its spellings, "memorable word", "pass word". */
function severalWords({ meant }: Scan, from: number): Head | undefined {
  const word = meant[from] ?? '';
  if (word === 'memorable' && memorable.has(meant[from + 1] ?? '')) return { kind: 'password', from, to: from + 1 };
  if (word === 'fa' && meant[from - 1] === '2') return { kind: 'otp', from, to: from };
  const isOnBack =
    ['au', 'the'].includes(meant[from - 1] ?? '') || meant.slice(Math.max(0, from - 4), from + 5).some((near) => cardWords.has(near));
  if (back.has(word) && isOnBack) return { kind: 'digits', from, to: from };
  if (word === 'identification' && meant[from + 1] === 'number') return { kind: 'pin', from, to: from + 1 };
  if (answers.has(`${word} ${meant[from + 1] ?? ''}`)) return { kind: 'password', from, to: from + 1 };
  if (word === 'pass' && ['word', 'code', 'phrase'].includes(meant[from + 1] ?? '')) return { kind: 'password', from, to: from + 1 };
  if (!['mot', 'mots', 'mt', 'mo', 'mote', 'phrase'].includes(word)) return undefined;
  let to = from + 1;
  while (to < from + 4 && ofPass.has(meant[to] ?? '')) to += 1;
  return passing.has(meant[to] ?? '') ? { kind: 'password', from, to } : undefined;
}

/** Whether a code is one that everybody may know: postal, promotional, a bank's sort code. */
function isOpen({ meant }: Scan, at: number): boolean {
  if (openBefore.has(meant[at - 1] ?? '') || (meant[at - 1] === '-' && openBefore.has(meant[at - 2] ?? ''))) return true;
  let next = at + 1;
  while (next < at + 4 && skipped.has(meant[next] ?? '')) next += 1;
  return openAfter.has(meant[next] ?? '');
}

function namesBack({ meant }: Scan, at: number): boolean {
  const before = meant[at - 1] ?? '';
  if (['verification', 'security', 'securite', 'cvv'].includes(before)) return true;
  const isOfThree = ['3', 'trois', 'three'].includes(before);
  if (isOfThree && (['les', 'the', 'mes', 'my', 'ces'].includes(meant[at - 2] ?? '') || [':', '='].includes(meant[at + 1] ?? '')))
    return true;
  if (meant.slice(at + 1, at + 4).some((word) => word === 'securite' || word === 'security')) return true;
  return meant.slice(at + 1, at + 1 + backReach).some((word) => back.has(word));
}

function headAt(scan: Scan, at: number): Head | undefined {
  const several = severalWords(scan, at);
  if (several) return several;
  const kind = single.get(scan.meant[at] ?? '');
  if (kind === undefined || (kind === 'code' && isOpen(scan, at)) || (kind === 'digits' && !namesBack(scan, at))) return undefined;
  return { kind, from: at, to: at };
}

/** A text made ready for the search. */
export function scanOf(text: string, tokens: readonly Token[]): Scan {
  const numbers = [0];
  for (const token of tokens) numbers.push((numbers.at(-1) ?? 0) + (mayBegin(token) ? 1 : 0));
  const meant = tokens.map(({ kind, folded }) => (kind === 'word' ? meantWord(folded) : folded));
  return { text, tokens, meant, numberAt: createNumberReader(tokens), numbers };
}

/** The names of secrets in a text, in order. */
export function headsOf(scan: Scan): Head[] {
  const heads: Head[] = [];
  for (let at = 0; at < scan.tokens.length; at += 1) {
    const head = headAt(scan, at);
    if (head) heads.push(head);
    at = head?.to ?? at;
  }
  return heads;
}
