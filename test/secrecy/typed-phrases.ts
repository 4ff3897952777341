import type { Random } from '../support/random.ts';

/** A sentence that gives something away: what, and as which kind of secret. */
export interface TypedPhrase {
  readonly text: string;
  readonly secret: string;
  readonly kind: 'cvv' | 'code' | 'password' | 'pin';
}

interface Grammar {
  readonly openers: readonly string[];
  readonly names: Readonly<Record<TypedPhrase['kind'], readonly string[]>>;
  /** `N` the name, `V` the value. */
  readonly shapes: readonly string[];
  readonly tails: readonly string[];
}

const french: Grammar = {
  openers: ['', '', '', 'Bonjour, ', 'bjr ', 'Bonsoir ', 'svp ', 'alors ', 'ok ', 'oui, ', 'Salut ! ', 'Bonjour\n', 'j’ai un souci : '],
  names: {
    cvv: [
      'mon cryptogramme',
      'le cryptogramme visuel',
      'le cvv',
      'mon cvc',
      'le code de sécurité au dos',
      'le cvv de ma carte',
      'les 3 chiffres au dos',
    ],
    code: [
      'le code reçu par sms',
      'mon code de validation',
      'le code de vérification',
      'le code sms',
      'l’OTP',
      'le code d’authentification',
      'le code de confirmation',
      'le code à usage unique',
      'le code que vous m’avez envoyé par texto',
    ],
    password: [
      'mon mot de passe',
      'mon mdp',
      'le mot de passe de mon compte',
      'mon mot de passe internet',
      'le mdp',
      'mon mot de passe actuel',
    ],
    pin: [
      'mon code pin',
      'mon code secret',
      'le code de ma carte',
      'mon code confidentiel',
      'le code de ma cb',
      'mon code carte',
      'le pin',
    ],
  },
  shapes: [
    'N est V',
    'N c’est V',
    'N : V',
    'N c V',
    'N=V',
    'N, c’est V',
    'N est le V',
    'N V',
    'V c’est N',
    'V est N',
    'N est bien V',
    'N\nV',
    'N est toujours V',
    'voici N : V',
    'je tape V comme N',
  ],
  tails: [
    '',
    '',
    '',
    ' merci',
    '.',
    ' !!',
    ', ça ne marche pas',
    ' et je suis bloqué',
    ' que faire ?',
    ' aidez moi svp',
    ', pourquoi c’est refusé ?',
    ' 😡',
    '\nmerci',
  ],
};

const english: Grammar = {
  openers: ['', '', '', 'Hi, ', 'hello ', 'ok ', 'so ', 'yes, ', 'Hey! ', 'Good morning\n', 'please help: ', 'well '],
  names: {
    cvv: [
      'my cvv',
      'the cvc',
      'my security code on the back',
      'the three digits on the back',
      'my card security code',
      'the cvv number',
      'my cvv code',
    ],
    code: [
      'my otp',
      'the verification code',
      'the code I got by text',
      'my one-time passcode',
      'the authentication code',
      'the sms code',
      'the confirmation code',
      'my 2FA code',
      'the code you sent me by text',
    ],
    password: [
      'my password',
      'my pw',
      'the password of my account',
      'my online banking password',
      'my current password',
      'my login password',
    ],
    pin: ['my pin', 'my PIN number', 'my card pin', 'the pin of my card', 'my secret code', 'my pin code', 'my debit card pin'],
  },
  shapes: [
    'N is V',
    'N: V',
    'N = V',
    'N’s V',
    'N - V',
    'N V',
    'V is N',
    'N is still V',
    'N was V',
    'N\nV',
    'here is N: V',
    'N, it’s V',
    'I type V as N',
    'I used V for N',
  ],
  tails: [
    '',
    '',
    '',
    ' thanks',
    '.',
    ' !!',
    ', it doesn’t work',
    ' and I am locked out',
    ' what now?',
    ' help me pls',
    ', why is it refused?',
    ' 😡',
    '\nthanks',
  ],
}; // prettier-ignore

const words = ['Soleil', 'Tigre', 'london', 'Marmite', 'banane', 'Kevin', 'Arsenal', 'chouette', 'Biscuit', 'sunny'];

function passwordOf(random: Random): string {
  const word = random.pick(words);
  return random.pick([
    `${word}${random.digits(2)}`,
    `${word}${random.digits(4)}!`,
    `${word}_${random.digits(3)}`,
    `${random.digits(2)}${word}`,
    `${word}@${random.digits(2)}`,
  ]);
}

function numberOf(random: Random, length: number): string {
  const number = `${1 + random.below(9)}${random.digits(length - 1)}`;
  // What could be a year or a round amount is asked elsewhere.
  return /^(?:19|20)..$|00$/.test(number) ? numberOf(random, length) : number;
}

function valueOf(random: Random, kind: TypedPhrase['kind']): string {
  if (kind === 'password') return passwordOf(random);
  if (kind === 'cvv') return numberOf(random, 3);
  return numberOf(random, kind === 'pin' ? 4 : random.pick([6, 6, 6, 5, 8]));
}

const bare = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '');

/** One slip of the thumb in a long word: a letter too few, twice, or two that changed places. */
function slip(random: Random, text: string): string {
  return text.replaceAll(/\p{L}{8,}/gu, (word) => {
    if (random.below(3) > 0) return word;
    const at = 2 + random.below(word.length - 4);
    const swapped = word.slice(0, at) + (word[at + 1] ?? '') + (word[at] ?? '') + word.slice(at + 2);
    return random.pick([word.slice(0, at) + word.slice(at + 1), word.slice(0, at) + word.slice(at - 1), swapped]);
  });
}

function spelling(random: Random): (text: string) => string {
  return random.pick<(text: string) => string>([
    (text) => text,
    (text) => text,
    bare,
    (text) => bare(text).replaceAll('’', ' '),
    (text) => text.replaceAll('’', "'"),
    (text) => slip(random, text),
    (text) => text.toUpperCase(),
  ]);
}

/** Sentences in both languages, put together by chance: how it begins, which secret, how it is bound, how it ends. */
export function makeTypedPhrases(random: Random, count: number): TypedPhrase[] {
  const kinds = ['cvv', 'code', 'password', 'pin'] as const;
  return Array.from({ length: count }, (_unused, index) => {
    const grammar = index % 2 === 0 ? french : english;
    const kind = kinds[(index >> 1) % kinds.length] ?? 'pin';
    const [secret, spelt] = [valueOf(random, kind), spelling(random)];
    const [before = '', after = ''] = random.pick(grammar.shapes).replace('N', random.pick(grammar.names[kind])).split('V');
    return { text: `${random.pick(grammar.openers)}${spelt(before)}${secret}${spelt(after)}${random.pick(grammar.tails)}`, secret, kind };
  });
}
