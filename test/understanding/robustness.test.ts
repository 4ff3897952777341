import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { dialogCatalogue } from '../../dialogs/catalogue.ts';
import type { Expectation } from '../../engine/reading.ts';
import { entitiesSchema } from '../../engine/slots/slot-kinds.ts';
import { createUnderstanding } from '../../understanding/create-understanding.ts';
import { analysedLength } from '../../understanding/text/readable-text.ts';
import { growthOf } from '../support/growth.ts';

const understanding = createUnderstanding({ dialogs: dialogCatalogue });
const context = { now: new Date('2026-03-18T11:00:00Z'), timeZone: 'Europe/Paris' };
const expectations: readonly (Expectation | undefined)[] = [
  undefined,
  { kind: 'confirmation', dialog: 'unlink_account' },
  { kind: 'choice', dialog: 'receipt_lookup', count: 3 },
  { kind: 'slot', dialog: 'receipt_lookup', slotKind: 'merchant' },
  { kind: 'slot', dialog: 'receipt_lookup', slotKind: 'amount' },
  { kind: 'slot', dialog: 'link_account', slotKind: 'linkCode' },
];
const read = (text: string, expecting?: Expectation) =>
  understanding.read({ kind: 'text', text }, { ...context, ...(expecting && { expecting }) });

const length = 100_000;

describe('hostile text', () => {
  test.each([
    'a',
    ' ',
    '1',
    '1 ',
    '1,',
    '1.1',
    'le ',
    'chez ',
    'du 3 au ',
    'entre 1 et ',
    'vingt ',
    'deux cent ',
    'oui ',
    'merci ',
    'bonjour ',
    'pas ',
    'non, pas ',
    '"',
    "l'",
    '12/11/',
    'les 5 derni',
    '€',
    '50 € ',
    'a&',
    'my a b ',
    'ticket de la ',
    'annule ',
    'bonjour, ',
    'merci, ',
    'please x ',
    'please ',
    'Carrefour, ',
    'CB FNAC ',
    'PRLV SEPA ',
    'A*B ',
    'plus gros ',
    'lundi et ',
    'mardi 2 ',
    'lat week ',
    'semene ',
    'pas lundi, ',
    "j'ai achete. ",
    '\u0301',
    '\u200D',
    '🙂',
    'ﷺ',
    'İ',
    '\u202E',
    '\0',
    '\uD800',
    'ß',
  ])('%j, a hundred thousand characters of it', async (part) => {
    const text = part.repeat(Math.ceil(length / part.length));
    for (const expecting of expectations) {
      const { entities } = await read(text, expecting);
      expect(entitiesSchema.safeParse(entities).success).toBe(true);
      // The rest is not looked at.
      expect(await read(text.slice(0, analysedLength), expecting)).toEqual(await read(text, expecting));
      // A square would be sixty-four.
      expect(await growthOf((size) => read(text.slice(0, size), expecting), { from: analysedLength / 8, to: analysedLength })).toBeLessThan(
        32,
      );
    }
  });

  test('anything at all gives a reading that fits its schema', async () => {
    const word = fc.constantFrom(
      'chez',
      'Fnac',
      'le',
      '12',
      'mars',
      '50 €',
      'pas',
      'non',
      ',',
      'entre',
      'et',
      'last',
      '3',
      'days',
      'ago',
      '"',
      '\u0301',
      '🙂',
      'solde',
      '1 200,50',
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.array(word, { maxLength: 25 }).map((words) => words.join(' ')),
    );
    await fc.assert(
      fc.asyncProperty(text, fc.constantFrom(...expectations), async (message, expecting) => {
        const reading = await read(message, expecting);
        expect(entitiesSchema.strict().parse(reading.entities)).toEqual(reading.entities);
        expect(reading.score).toBeGreaterThanOrEqual(0);
        expect(reading.score).toBeLessThanOrEqual(1);
      }),
      { seed: 7, numRuns: 400 },
    );
  });

  test('what matters is read in the midst of a long message', async () => {
    const { dialog, entities } = await read(
      `${'\u200B'.repeat(50)}Bonjour,\n\nje cherche le ticket de mon achat chez Fnac d\u2019hier\n\nMerci${' '.repeat(9000)}`,
    );
    expect(dialog).toBe('receipt_lookup');
    expect(entities).toMatchObject({ merchant: 'Fnac', period: { from: '2026-03-17', to: '2026-03-17' } });
  });
});
