import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { DisclosureLevel } from '../../../secrecy/grant.ts';
import type { CommittedTurn, Json } from '../../../store/port.ts';
import { numberWords } from '../canary/number-words.ts';
import type { StageCustomer } from '../canary/stage.ts';

/** What a leak has to hand: facts of the customer who talks, and of another one. */
export interface Known {
  /** A balance in minor units. */
  readonly minor: string;
  /** A payment, a small one. */
  readonly payment: string;
  readonly number: string;
  readonly name: string;
  readonly shop: string;
  readonly other: { readonly minor: string; readonly shop: string };
  /** Where the application keeps its files. */
  readonly dataDir: string;
}

/** One way in which a build may leak. It is planted in what the store is given to commit, so before the outbox, or in the log. */
export interface PlantedLeak {
  readonly what: string;
  /** At which level it has to be found; `sealed` unless said. */
  readonly level?: DisclosureLevel;
  /** Writes into the bodies of the replies, as they go into the outbox and to Meta. */
  readonly inBody?: (body: Body, known: Known) => void;
  /** Writes into what the commit holds besides. */
  readonly inCommit?: (known: Known) => { readonly entries?: readonly Json[]; readonly beside?: () => Promise<void> };
  /** Becomes part of each line of the log. */
  readonly inLog?: (known: Known) => object;
}

/** A message of the Send API, with its metadata, before it leaves: what a careless line of code could write into. */
export interface Body {
  text(change: (text: string) => string): void;
  /** Adds a quick reply. */
  offer(title: string, payload: string): void;
  metadata(value: string): void;
  /** Puts a template in the place of the message. */
  replace(body: object): void;
}

const bodySchema = z.looseObject({ text: z.string().optional(), quick_replies: z.unknown().optional() });
const replySchema = z.looseObject({ body: bodySchema, metadata: z.string() });

function bodyOf(reply: object): Body {
  const { body } = replySchema.parse(reply);
  const put = (next: object): void => void Reflect.set(reply, 'body', next);
  return {
    text(change) {
      const { text = 'Bonjour', quick_replies: options } = body;
      put({ ...(options === undefined ? {} : { quick_replies: options }), text: change(text) });
    },
    offer: (title, payload) => put({ ...body, quick_replies: [{ content_type: 'text', title, payload }] }),
    metadata: (value) => void Reflect.set(reply, 'metadata', value),
    replace: put,
  };
}

/** Plants a leak in what is about to be committed. @returns what is to be committed in its place. */
export async function plantInCommit(leak: PlantedLeak, known: Known, turn: CommittedTurn): Promise<CommittedTurn> {
  for (const held of turn.replies) {
    if (typeof held !== 'object' || held === null || !('reply' in held)) continue;
    const { reply } = held;
    if (typeof reply === 'object' && reply !== null) leak.inBody?.(bodyOf(reply), known);
  }
  const more = leak.inCommit?.(known);
  await more?.beside?.();
  return { ...turn, entries: [...(turn.entries ?? []), ...(more?.entries ?? [])] };
}

/** A balance that is nobody else's figure by chance. */
function balanceOf({ id, canaries }: StageCustomer): string {
  const balance = canaries.balances.find((minor) => minor.length >= 6);
  if (balance === undefined) throw new RangeError(`${id} has too little to be found`);
  return balance;
}

/** What there is to be leaked of somebody, and of somebody else. */
export function knownOf(customer: StageCustomer, other: StageCustomer, dataDir: string): Known {
  const small = [...customer.canaries.amounts].find((minor) => minor.length === 4) ?? '';
  const { numbers, people, shops } = customer.canaries;
  return {
    minor: balanceOf(customer),
    payment: small,
    number: numbers[0] ?? '',
    name: people[0] ?? '',
    shop: shops[0] ?? '',
    other: { minor: balanceOf(other), shop: other.canaries.shops[0] ?? '' },
    dataDir,
  };
}

const units = (minor: string): number => Number(minor.slice(0, -2));
const cents = (minor: string): number => Number(minor.slice(-2));
const decimal = (minor: string, point = '.'): string => `${minor.slice(0, -2)}${point}${minor.slice(-2)}`;
const french = (minor: string): string => `${units(minor).toLocaleString('fr-FR')},${minor.slice(-2)} €`;
const inWords = (minor: string, tongue: 'fr' | 'en', [unit, and]: readonly [string, string]): string =>
  `${numberWords(units(minor), tongue).join(' ')} ${unit} ${and} ${numberWords(cents(minor), tongue).join(' ')}`;
const base64 = (text: string): string => Buffer.from(text).toString('base64url');
const element = (title: string, subtitle: string): object => ({
  attachment: { type: 'template', payload: { template_type: 'generic', elements: [{ title, subtitle }] } },
});
const linkTo = (url: string): object => ({
  attachment: {
    type: 'template',
    payload: { template_type: 'button', text: 'Votre réponse', buttons: [{ type: 'web_url', title: 'Ouvrir', url }] },
  },
});

/** What is read on a lock screen is the first line. */
const onLockScreen = (body: Body, line: string): void => body.text((text) => `${line}\n${text}`);

/** Leaks that a search for canaries has to find. */
export const plantedLeaks: readonly PlantedLeak[] = [
  { what: 'a figure in a text', inBody: (body, { minor }) => body.text((text) => `${text} (${french(minor)})`) },
  {
    what: 'a payment in a text',
    level: 'banded',
    inBody: (body, { payment }) => body.text((text) => `${text} : ${decimal(payment, ',')}`),
  },
  { what: 'a figure on a lock screen', level: 'hinted', inBody: (body, { minor }) => onLockScreen(body, `Solde : ${decimal(minor)}`) },
  { what: 'the title of a quick reply', inBody: (body, { minor }) => body.offer(french(minor), 's.balance') },
  { what: 'the payload of a quick reply', inBody: (body, { minor }) => body.offer('Solde', `s.balance.${minor}`) },
  {
    what: 'the payload of a postback',
    inBody: (body, { minor }) =>
      body.replace({
        attachment: {
          type: 'template',
          payload: {
            template_type: 'button',
            text: 'Votre réponse',
            buttons: [{ type: 'postback', title: 'Plus', payload: `more|${decimal(minor)}` }],
          },
        },
      }),
  },
  { what: 'metadata', inBody: (body, { minor }) => body.metadata(`balance=${decimal(minor)}`) },
  { what: 'metadata, in hex', inBody: (body, { minor }) => body.metadata(Buffer.from(decimal(minor)).toString('hex')) },
  { what: 'the title of an element', inBody: (body, { minor }) => body.replace(element(french(minor), 'Compte')) },
  {
    what: 'the subtitle of an element',
    level: 'hinted',
    inBody: (body, { shop }) => body.replace(element('Dernier achat', `chez ${shop}`)),
  },
  {
    what: 'the query of an address',
    inBody: (body, { minor }) => body.replace(linkTo(`https://banque.example/booth?b=${encodeURIComponent(french(minor))}`)),
  },
  { what: 'base64 in a payload', inBody: (body, { minor }) => body.offer('Solde', `s.balance.${base64(`balance ${decimal(minor)}`)}`) },
  { what: 'spelled out in French', inBody: (body, { minor }) => body.text((text) => `${text} ${inWords(minor, 'fr', ['euros', 'et'])}`) },
  {
    what: 'spelled out in English',
    inBody: (body, { minor }) => body.text((text) => `${text} ${inWords(minor, 'en', ['pounds', 'and'])}`),
  },
  { what: 'backwards', inBody: (body, { minor }) => body.text((text) => `${text} ref ${Array.from(minor).toReversed().join('')}`) },
  {
    what: 'with signs of no width',
    inBody: (body, { minor }) => body.text((text) => `${text} ${Array.from(decimal(minor)).join('\u200B')}`),
  },
  {
    what: 'in full-width digits',
    inBody: (body, { minor }) =>
      body.text((text) => text + decimal(minor).replaceAll(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))),
  },
  {
    what: 'as HTML entities',
    inBody: (body, { minor }) => body.text((text) => text + Array.from(decimal(minor), (sign) => `&#${sign.charCodeAt(0)};`).join('')),
  },
  {
    what: 'rounded to a whole',
    level: 'banded',
    inBody: (body, { minor }) => body.text((text) => `${text} environ ${Math.round(Number(minor) / 100)} €`),
  },
  { what: 'digit by digit', inBody: (body, { minor }) => body.text((text) => `${text} ${Array.from(minor).join(' ')}`) },
  {
    what: 'the number of an account',
    level: 'shown',
    inBody: (body, { number }) => body.text((text) => `${text} ${number.match(/.{1,4}/g)?.join(' ')}`),
  },
  { what: 'the name of the customer', level: 'shown', inBody: (body, { name }) => body.text((text) => `${name}, ${text}`) },
  {
    what: 'a balance of somebody else',
    level: 'shown',
    inBody: (body, { other }) => body.text((text) => `${text} ${french(other.minor)}`),
  },
  { what: 'a shop of somebody else', level: 'shown', inBody: (body, { other }) => body.text((text) => `${text} ${other.shop}`) },
  { what: 'a field of a line of the log', level: 'shown', inLog: ({ minor }) => ({ balance: Number(decimal(minor)) }) },
  {
    what: 'the message of an error in the log',
    level: 'shown',
    inLog: ({ minor }) => ({ err: new Error(`cannot render ${french(minor)}`) }),
  },
  { what: 'an address in the log', level: 'shown', inLog: ({ number }) => ({ path: `/accounts/${number}/balances` }) },
  {
    what: 'an entry of the ledger',
    level: 'shown',
    inCommit: ({ minor }) => ({ entries: [{ kind: 'said', text: `Vous avez ${french(minor)}` }] }),
  },
  {
    what: 'a file beside the store',
    level: 'shown',
    inCommit: ({ minor, dataDir }) => ({
      beside: () => writeFile(join(dataDir, 'guichet.db-cache'), JSON.stringify({ balance: decimal(minor) })),
    }),
  },
];
