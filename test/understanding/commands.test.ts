import { describe, expect, test } from '@jest/globals';
import { dialogCatalogue } from '../../dialogs/catalogue.ts';
import type { Command, Expectation, Reading, ReadingContext } from '../../engine/reading.ts';
import { createUnderstanding } from '../../understanding/create-understanding.ts';

const understanding = createUnderstanding({ dialogs: dialogCatalogue });

function read(text: string, context: Partial<ReadingContext> = {}): Promise<Reading> {
  return understanding.read({ kind: 'text', text }, { now: new Date('2026-03-18T11:00:00Z'), timeZone: 'Europe/Paris', ...context });
}

const confirmation: Expectation = { kind: 'confirmation', dialog: 'unlink_account' };
const choice: Expectation = { kind: 'choice', dialog: 'receipt_lookup', count: 4 };
const merchantAsked: Expectation = { kind: 'slot', dialog: 'receipt_lookup', slotKind: 'merchant' };
const codeAsked: Expectation = { kind: 'slot', dialog: 'link_account', slotKind: 'linkCode' };
const start = (dialog: string): Command => ({ type: 'start', dialog });

describe('buttons', () => {
  const press = (payload: string) =>
    understanding.read({ kind: 'button', payload }, { now: new Date('2026-03-18T11:00:00Z'), timeZone: 'Europe/Paris', language: 'en' });

  test('are handed on as they were made', async () => {
    const reading = await press('a.f1.2');
    expect(reading).toMatchObject({
      language: 'en',
      source: 'button',
      command: { type: 'press', button: { kind: 'answer', frame: 'f1', choice: 2 } },
    });
    expect(await press('s.balance')).toMatchObject({ dialog: 'balance', command: { type: 'press' } });
  });

  test('that nobody here made are told apart', async () => {
    expect((await press('GET_STARTED{}')).command).toEqual({ type: 'press_unknown' });
  });

  test('a picture is unreadable', async () => {
    const reading = await understanding.read({ kind: 'attachment' }, { now: new Date(), timeZone: 'Europe/Paris' });
    expect(reading).toMatchObject({ command: { type: 'unreadable' }, source: 'none', dialog: null });
  });
});

describe('yes and no', () => {
  test.each(['oui', 'ouais', 'Oui, vas-y', 'yep', 'yes please', 'go ahead', "d'accord", 'OK', '👍', 'tout à fait'])(
    '%s affirms',
    async (text) => {
      expect((await read(text, { expecting: confirmation })).command).toEqual({ type: 'affirm' });
    },
  );
  test.each([
    'non finalement',
    'finalement non',
    'no dont',
    'non',
    'nan',
    'non merci',
    'no',
    'Nope',
    'no thanks',
    'surtout pas',
    '👎',
    "non c'est pas ça",
  ])('%s denies', async (text) => {
    expect((await read(text, { expecting: confirmation })).command).toEqual({ type: 'deny' });
  });
  test.each(['oui mais non', 'oui et supprime mes données chez Fnac', 'yes or no', 'yes but show me my balance first', 'pas oui'])(
    '%s confirms nothing',
    async (text) => {
      expect((await read(text, { expecting: confirmation })).command.type).not.toBe('affirm');
    },
  );
  test('are still a yes and a no when nothing was asked: the engine says that there is no question', async () => {
    for (const text of ['oui', 'yes', 'yep']) expect((await read(text)).command).toEqual({ type: 'affirm' });
    for (const text of ['non', 'no', 'nope']) expect((await read(text)).command).toEqual({ type: 'deny' });
  });
  test('a civility after an answer is taken as one', async () => {
    expect((await read('non merci')).command).toEqual(start('thanks'));
    expect((await read("d'accord")).command).toEqual(start('thanks'));
  });
});

describe('calling off', () => {
  test.each(['annule', 'annuler', 'Laisse tomber', 'never mind', 'nvm', 'cancel please', 'stop', 'oublie ça', 'forget it', 'non annule'])(
    '%s',
    async (text) => {
      expect((await read(text, { expecting: confirmation })).command).toEqual({ type: 'cancel' });
      expect((await read(text)).command).toEqual({ type: 'cancel' });
    },
  );
  test.each(['annuler ma commande', 'cancel my Netflix subscription', 'oublie mon compte', 'stop the service'])(
    '%s is about something else',
    async (text) => {
      expect((await read(text)).command.type).not.toBe('cancel');
    },
  );
});

describe('positions in a list', () => {
  test.each([
    ['2', 2],
    ['le 2', 2],
    ['n°3', 3],
    ['le deuxième', 2],
    ['la première', 1],
    ['the second one', 2],
    ['number four', 4],
    ['le dernier', -1],
    ['the last one please', -1],
    ['option 3', 3],
    ['trois', 3],
  ])('%s', async (text, position) => {
    expect((await read(text, { expecting: choice })).command).toEqual({ type: 'choose', position });
  });
  test('a number beyond the list is handed on, to be told the range', async () => {
    expect((await read('9', { expecting: choice })).command).toEqual({ type: 'choose', position: 9 });
  });
  test('a number with no list is an answer to nothing, and none to a confirmation', async () => {
    expect((await read('2')).command).toEqual({ type: 'choose', position: 2 });
    expect((await read('2026')).command.type).not.toBe('choose');
    expect((await read('2', { expecting: confirmation })).command.type).not.toBe('choose');
  });
  test('none of them is a no', async () => {
    expect((await read('aucun', { expecting: choice })).command).toEqual({ type: 'deny' });
  });
  test('a value narrows the list down', async () => {
    expect(await read("celui de chez Fnac d'hier", { expecting: choice })).toMatchObject({
      command: { type: 'provide' },
      entities: { merchant: 'Fnac', period: { from: '2026-03-17' } },
    });
  });
});

describe('answers to an open question', () => {
  test('a bare shop, a bare code', async () => {
    expect(await read('Fnac', { expecting: merchantAsked })).toMatchObject({
      command: { type: 'provide' },
      entities: { merchant: 'Fnac' },
      dialog: 'receipt_lookup',
    });
    expect(await read('482 913', { expecting: codeAsked })).toMatchObject({
      command: { type: 'provide' },
      entities: { linkCode: '482913' },
    });
    expect(await read('my code is 482913', { expecting: codeAsked })).toMatchObject({ command: { type: 'provide' } });
  });
  test('figures that are no code begin nothing else', async () => {
    for (const text of ['1', '12345', '12 34 56 7'])
      expect((await read(text, { expecting: codeAsked })).command).toEqual({ type: 'unclear' });
  });
  test('another wish interrupts', async () => {
    expect((await read('quel est mon solde ?', { expecting: merchantAsked })).command).toEqual(start('balance'));
    expect((await read('where is my parcel', { expecting: codeAsked })).command).toEqual(start('delivery_date'));
    expect((await read('aide', { expecting: merchantAsked })).command).toEqual(start('help'));
  });
});

describe('corrections and follow-ups', () => {
  test.each([
    ['non, pas mardi, mercredi', { period: { from: '2026-03-18', to: '2026-03-18' } }],
    ['no, I meant Carrefour', { merchant: 'Carrefour' }],
    ['et chez Carrefour ?', { merchant: 'Carrefour' }],
    ['and last month?', { period: { from: '2026-02-01', to: '2026-02-28' } }],
    ['et en octobre', { period: { from: '2025-10-01', to: '2025-10-31' } }],
    ['what about Tesco?', { merchant: 'Tesco' }],
    ['seulement les 5 dernières', { count: 5 }],
    ['non, chez fnac plutot', { merchant: 'fnac' }],
    ['and pret', { merchant: 'pret' }],
    ['between 20 and 30', { amount: { min: '20', max: '30' } }],
    ['total ?', { view: 'sum' }],
    ['plutôt plus de 50 euros', { amount: { min: '50', currency: 'EUR' } }],
  ])('%s', async (text, entities) => {
    expect(await read(text, { lastDialog: 'transactions' })).toMatchObject({
      command: { type: 'provide' },
      dialog: 'transactions',
      entities,
    });
  });
  test('a follow-up goes to the last dialog only if that takes such a value', async () => {
    expect((await read('et mon livret ?', { lastDialog: 'balance' })).command).toEqual({ type: 'provide' });
    expect((await read('et mon livret ?', { lastDialog: 'greeting' })).command.type).not.toBe('provide');
  });
  test('a follow-up that names another wish starts it', async () => {
    expect((await read('et le ticket de chez Fnac ?', { lastDialog: 'transactions' })).command).toEqual(start('receipt_lookup'));
    expect((await read('no, show me my balance', { lastDialog: 'transactions' })).command).toEqual(start('balance'));
  });
});

describe('a whole request begins anew', () => {
  test.each([
    ["combien j'ai dépensé chez Carrefour en octobre", 'transactions'],
    ['mes retraits du mois dernier', 'transactions'],
    ['dernière transaction svp', 'transactions'],
    ['my last payment', 'transactions'],
    ['show me my balance', 'balance'],
    ['my total savings', 'balance'],
    ['combien on a sur le compte commun', 'balance'],
    ['je veux le ticket de la fnac', 'receipt_lookup'],
    ['where is my Amazon parcel', 'delivery_date'],
  ])('%s, whatever was answered before', async (text, dialog) => {
    for (const lastDialog of ['balance', 'transactions', 'receipt_lookup', 'delivery_date'])
      expect((await read(text, { lastDialog })).command).toEqual(start(dialog));
  });
  test.each(['et chez Carrefour ?', 'and last month?', 'seulement les paiements de plus de 50 €', 'in October', 'merci, et chez Lidl ?'])(
    '%s goes on from it',
    async (text) => {
      expect((await read(text, { lastDialog: 'transactions' })).command).toEqual({ type: 'provide' });
    },
  );
  test.each([
    ["c'était pas lundi mais mardi", { period: { from: '2026-03-17', to: '2026-03-17' } }],
    ["it wasn't Monday but Tuesday", { period: { from: '2026-03-17', to: '2026-03-17' } }],
    ["je parlais d'Auchan", { merchant: 'Auchan' }],
  ])('%s corrects it', async (text, entities) => {
    expect(await read(text, { lastDialog: 'transactions' })).toMatchObject({ command: { type: 'provide' }, entities });
  });
});

describe('what is said around a wish', () => {
  test.each([
    ['bonjour, ça va ? je voudrais mon solde', 'balance'],
    ["hope you're well, where's my parcel", 'delivery_date'],
    ['thanks! and my last payment?', 'transactions'],
    ['ok merci. mon solde maintenant', 'balance'],
    ['great, thanks. now the receipt from Argos', 'receipt_lookup'],
    ["Bonjour,\nj'ai un débit de 23 € que je ne comprends pas.\nPouvez-vous m'aider ?", 'transactions'],
    ["Hi,\nI'm going through my budget and there is a $34.90 debit from last week.\nCan you help me?", 'transactions'],
  ])('%s', async (text, dialog) => {
    expect((await read(text)).command).toEqual(start(dialog));
  });
  test.each(['thanks, that was useful', 'merci pour votre aide', 'super merci beaucoup'])('%s is no wish', async (text) => {
    expect((await read(text)).command).toEqual(start('thanks'));
  });
});

describe('a line of the statement', () => {
  test.each([
    ['CB CARREFOUR 12/11', { merchant: 'CARREFOUR', period: { from: '2025-11-12', to: '2025-11-12' } }],
    ['PRLV SEPA GENERALI', { merchant: 'GENERALI' }],
    ["c'est quoi PAIEMENT CB 1511 AUCHAN LILLE", { merchant: 'AUCHAN' }],
    ['what is DIRECT DEBIT TO AVIVA', { merchant: 'AVIVA' }],
    ['PAYPAL *EBAY', { merchant: 'EBAY' }],
    ['CARD PURCHASE 0442 STARBUCKS', { merchant: 'STARBUCKS' }],
    ['RETRAIT DAB 15/03 16H32', { category: 'cash', period: { from: '2026-03-15', to: '2026-03-15' } }],
  ])('%s is looked up', async (text, entities) => {
    expect(await read(text)).toMatchObject({ command: start('transactions'), entities });
  });
  test.each(['cb il me reste', 'JE VEUX PARLER A UN CONSEILLER', 'QUEL EST MON SOLDE'])('%s is none', async (text) => {
    expect((await read(text)).dialog).not.toBe('transactions');
  });
});

describe('dates in figures', () => {
  const period = async (text: string, context: Partial<ReadingContext>) => (await read(text, context)).entities.period;
  const march = { from: '2026-03-10', to: '2026-03-10' };
  const october = { from: '2025-10-03', to: '2025-10-03' };

  test('are read as the customer writes them', async () => {
    expect(await period('what did I pay on 10/3', { locale: 'en-US' })).toEqual(october);
    expect(await period('what did I pay on 10/3', { locale: 'en-GB' })).toEqual(march);
    expect(await period("qu'est-ce que j'ai payé le 10/3", {})).toEqual(march);
    expect(await period("qu'est-ce que j'ai payé le 10/3", { locale: 'en-US' })).toEqual(march);
  });
  test('are left open where nobody knows', async () => {
    expect(await period('what did I pay on 10/3', {})).toEqual({ ...march, or: october });
  });
});

describe('values out of the blue', () => {
  test.each(['tesco in october', 'Fnac le mois dernier'])('%s: a shop over a stretch of days asks for a list', async (text) => {
    expect((await read(text)).command).toEqual(start('transactions'));
  });
  test('a dialog that cannot use the shop is not meant', async () => {
    expect(await read('how much at starbucks total')).toMatchObject({ command: start('transactions'), entities: { view: 'sum' } });
  });
  test('the noun before an amount still names the dialog', async () => {
    expect((await read('reçu de 46,30', { lastDialog: 'transactions' })).command).toEqual(start('receipt_lookup'));
  });

  test.each(['Carrefour', '50 €', 'hier', 'Sainsburys'])('%s: what they are for is asked', async (text) => {
    const { command, dialog } = await read(text);
    expect(command).toMatchObject({ type: 'clarify' });
    expect(command.type === 'clarify' && command.dialogs.toSorted()).toEqual(['receipt_lookup', 'transactions']);
    expect(dialog).toBeNull();
  });
});

describe('an emergency', () => {
  test.each([
    ['on ma volé ma carte', 'freeze_card'],
    ['I lost my card', 'freeze_card'],
    ["J'ai perdu ma carte", 'freeze_card'],
    ['opposition', 'freeze_card'],
    ['block my card', 'freeze_card'],
    ['bloquez ma carte', 'freeze_card'],
    ['ma carte a été volée hier chez Fnac', 'freeze_card'],
    ['could you block my card please, somebody stole it', 'freeze_card'],
    ["ce paiement n'est pas moi", 'report_fraud'],
    ["I don't recognise this payment", 'report_fraud'],
    ['I do not recognise this payment of £50', 'report_fraud'],
    ['c’est une arnaque', 'report_fraud'],
    ["quelqu'un a utilisé ma carte", 'report_fraud'],
    ['un faux conseiller m’a appelé', 'report_fraud'],
    ['bloquez mon compte', 'report_fraud'],
    ['a payment I did not make', 'report_fraud'],
    ["un paiement que je n'ai pas fait", 'report_fraud'],
    ["I didn't order anything from Zara", 'report_fraud'],
    ['on a volé ma carte, je veux parler à un conseiller', 'person'],
    ['fraude ! passez-moi quelqu’un', 'person'],
  ])('%s cannot wait, whatever is being asked: %s', async (text, dialog) => {
    for (const expecting of [undefined, confirmation, choice, merchantAsked, codeAsked]) {
      expect(await read(text, expecting && { expecting })).toMatchObject({ command: start(dialog), entities: { urgency: 'fraud' } });
    }
  });
  test('goes to a person where no dialog takes it', async () => {
    const few = createUnderstanding({ dialogs: dialogCatalogue.filter(({ id }) => id !== 'freeze_card') });
    const context = { now: new Date('2026-03-18T11:00:00Z'), timeZone: 'Europe/Paris' };
    expect((await few.read({ kind: 'text', text: 'I lost my card' }, context)).command).toEqual(start('person'));
  });
  test.each(['un conseiller svp', "t'es nul", 'I want to make a complaint'])('%s can', async (text) => {
    const { command, entities } = await read(text);
    expect(command).toEqual(start('person'));
    expect(entities.urgency).toBeUndefined();
  });
});

describe('a card', () => {
  const whichCard: Expectation = { kind: 'choice', dialog: 'freeze_card', count: 3 };
  const sure: Expectation = { kind: 'confirmation', dialog: 'freeze_card' };
  test.each([
    ['bloquer ma visa', { scheme: 'visa' }],
    ['freeze my debit card', { funding: 'debit' }],
    ['block the card ending in 4471', { last4: '4471' }],
    ['bloquez toutes mes cartes', { all: true }],
    ['débloquer ma carte', { unfreeze: true }],
    ['unfreeze my card', { unfreeze: true }],
  ])('%s tells which, or what with it', async (text, card) => {
    expect(await read(text)).toMatchObject({ dialog: 'freeze_card', entities: { card } });
  });
  test.each([
    ['la mastercard', { scheme: 'mastercard' }],
    ['celle qui finit par 4471', { last4: '4471' }],
    ['4471', { last4: '4471' }],
    ['my debit card', { funding: 'debit' }],
    ['les deux', { all: true }],
    ['non, la visa', { scheme: 'visa' }],
  ])('%s answers which one', async (text, card) => {
    expect(await read(text, { expecting: whichCard })).toMatchObject({ command: { type: 'provide' }, entities: { card } });
    expect(await read(text, { expecting: sure })).toMatchObject({ command: { type: 'provide' }, entities: { card } });
  });
  test('positions, a yes and a no are still read as such', async () => {
    expect((await read('2', { expecting: whichCard })).command).toEqual({ type: 'choose', position: 2 });
    expect((await read('oui', { expecting: sure })).command).toEqual({ type: 'affirm' });
    expect((await read('non', { expecting: sure })).command).toEqual({ type: 'deny' });
  });
  test('is not read where something else is talked about', async () => {
    expect((await read('visa', { expecting: choice })).entities.card).toBeUndefined();
    expect((await read('solde de ma carte visa')).entities.card).toBeUndefined();
  });
});

describe('more', () => {
  test.each(['plus', 'more', 'show me more', 'la suite', 'et les autres ?', 'voir plus svp', 'next', 'd’autres', 'any more?'])(
    '%s',
    async (text) => {
      expect((await read(text, { expecting: choice })).command).toEqual({ type: 'more' });
      expect((await read(text, { lastDialog: 'transactions' })).command).toEqual({ type: 'more' });
    },
  );
  test.each(['plus de 50 €', 'more than 20 pounds', 'je ne veux plus de reçu', 'un autre reçu'])(
    '%s asks for something else',
    async (text) => {
      expect((await read(text, { lastDialog: 'transactions' })).command.type).not.toBe('more');
    },
  );
  test('is no answer to a confirmation', async () => {
    expect((await read('more', { expecting: confirmation })).command.type).not.toBe('more');
  });
});

describe('two wishes', () => {
  test.each([
    { text: 'mon solde et le reçu Fnac de mardi', first: 'balance', second: 'receipt_lookup', entities: { merchant: 'Fnac' } },
    { text: 'balance and last 3 transactions', first: 'balance', second: 'transactions', entities: { count: 3 } },
    {
      text: 'Bonjour, mes dernières opérations svp. Et où est mon colis Zara ?',
      first: 'transactions',
      second: 'delivery_date',
      entities: { merchant: 'Zara' },
    },
    { text: 'achats de plus de 100 euros et mon solde', first: 'transactions', second: 'balance', entities: {} },
  ])('$text', async ({ text, first, second, entities }) => {
    const { command, also } = await read(text);
    expect(command).toEqual(start(first));
    expect(also).toMatchObject([{ dialog: second, entities }]);
  });
  test.each([
    'bonjour, je voudrais mon solde, merci',
    'le reçu de Marks and Spencer',
    'un reçu et une facture',
    'mes dépenses chez Fnac et Darty',
    'solde du livret A et du compte joint',
    'je veux parler à un conseiller et mon solde',
  ])('%s is one', async (text) => {
    expect((await read(text)).also).toBeUndefined();
  });
});

describe('what is none of ours', () => {
  test.each(['mon iban', 'faire un virement', 'mortgage rates', 'forgot my pin', 'tell me a joke'])(
    '%s is known to be so',
    async (text) => {
      expect((await read(text)).command).toEqual({ type: 'unclear', beyond: true });
    },
  );
  test.each(['nickel bisous', 'ça marche à plus merci', 'c securisé ?'])(
    '%s: nobody is asked to choose between small talk and something else',
    async (text) => {
      expect((await read(text)).command.type).not.toBe('clarify');
    },
  );
  test.each(['lol', 'asdfgh kjh', '🙂', '???'])('%j is just not understood', async (text) => {
    expect((await read(text)).command).toEqual({ type: 'unclear' });
  });
});

describe('a person', () => {
  test.each([
    'je veux parler à un conseiller',
    'consieller svp',
    'un humain bordel',
    "t'es vraiment nul",
    'bot de merde',
    'jveux kelk1',
    'get me a human you useless bot',
    'can I talk to sombody',
    'je conteste le paiement de 42 €',
    'I want to make a complaint',
    "quel est le numéro de l'agence",
    'how do I ring you',
  ])('%s', async (text) => {
    for (const expecting of [undefined, confirmation, choice, merchantAsked, codeAsked]) {
      expect((await read(text, expecting && { expecting })).command).toEqual(start('person'));
    }
  });
  test.each([
    ["j'ai encore de l'argent ?", 'balance'],
    ['es-tu un humain ou un robot', 'greeting'],
    ['are you a bot or a human', 'greeting'],
    ['mon colis est bloqué', 'delivery_date'],
    ["qui m'a envoyé de l'argent", 'transactions'],
    ['my parcel never came', 'delivery_date'],
    ["mon colis n'est jamais arrivé", 'delivery_date'],
    ['je discute avec un robot ?', 'greeting'],
  ])('%s is no cry for one', async (text, dialog) => {
    expect((await read(text)).dialog).toBe(dialog);
  });
});

describe('languages', () => {
  test.each([
    ['bonjour', 'fr'],
    ['hello', 'en'],
    ['mon solde', 'fr'],
    ['my balance', 'en'],
    ['c koi mon solde', 'fr'],
    ['wheres my parcel', 'en'],
    ['ok', 'fr'],
    ['123', 'fr'],
  ] as const)('%s is taken for %s when nothing was said before', async (text, language) => {
    expect((await read(text)).language).toBe(language);
  });
  test.each(['ok', 'merci', 'Carrefour', 'weekend', 'shopping', '👍', '42', 'au revoir Paul'.split(' ')[2] ?? ''])(
    '%s does not turn an English conversation French',
    async (text) => {
      expect((await read(text, { language: 'en' })).language).toBe('en');
    },
  );
  test.each(['ok', 'hello', 'thanks', 'le shopping', 'Best Buy', 'mon ticket Home Depot', 'cash'])(
    '%s does not turn a French conversation English',
    async (text) => {
      expect((await read(text, { language: 'fr' })).language).toBe('fr');
    },
  );
  test('clear sentences switch', async () => {
    expect((await read('what is my balance please', { language: 'fr' })).language).toBe('en');
    expect((await read('je voudrais le solde de mon compte', { language: 'en' })).language).toBe('fr');
  });
  test('asking for a language switches at once, and asks the open question again', async () => {
    expect(await read('in English please', { language: 'fr' })).toMatchObject({ language: 'en', command: start('help') });
    expect(await read('en français svp', { language: 'en' })).toMatchObject({ language: 'fr', command: start('help') });
    expect(await read('anglais svp', { language: 'fr', expecting: merchantAsked })).toMatchObject({
      language: 'en',
      command: { type: 'provide' },
      entities: {},
    });
  });
});

describe('what cannot be understood', () => {
  test.each([
    '',
    '   ',
    '???',
    '🤷🤷🤷',
    'مرحبا كيف الحال',
    '\u200B\u200D',
    'asdkjhaskjdh',
    'quelle est la météo',
    'transfer money to Paul',
  ])('%j is not guessed at', async (text) => {
    expect(await read(text)).toMatchObject({ command: { type: 'unclear' }, dialog: null });
  });
});
