import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { dialogForm } from '../../bots/compose/second-opinion.ts';
import { buildUnderstanding } from '../../bots/compose/speech.ts';
import { dialogCatalogue } from '../../dialogs/catalogue.ts';
import { redactTyped } from '../../secrecy/redact-typed.ts';
import { blindSentence } from '../../understanding/second-opinion/blind-sentence.ts';
import lists from '../../understanding/second-opinion/common-words.json' with { type: 'json' };
import { startConversationApp } from '../support/conversation-app.ts';
import { type ModelStub, startModelStub } from '../support/model-stub.ts';
import { playTranscript } from '../support/play-transcript.ts';
import { readConversations } from '../support/read-conversations.ts';
import { type LedgerEntry, readLedger } from '../support/read-ledger.ts';
import { evaluationContext, evaluationSentences } from '../understanding/report.ts';
import { canariesOf } from './canary/customer-canaries.ts';
import { type Canaries, createFinder } from './canary/find-canaries.ts';

/** All that a model may read: this list, and placeholders. */
const publicWords = new Set(Object.values(lists).flatMap((words) => words.split(' ')));
const placeholder = /^\[(?:(?:name|number|merchant|account)_\d+|card|iban|code|pin|password|cvv)\]$/;

/** What of a blind sentence is neither; nothing, where it is one. */
function strangeWords(sentence: string): readonly string[] {
  return sentence.split(' ').filter((word) => !/^[?!.,]?$/.test(word) && !publicWords.has(word) && !placeholder.test(word));
}

const ascending = (one: number, other: number): number => one - other;
const conversations = readConversations();
const customers = [...new Set(conversations.map(({ transcript }) => transcript.customer))];
/** What each customer has at the bank, by their ids. */
const canaries = new Map<string, Pick<Canaries, 'amounts' | 'numbers'>>();
/** Given names, family names, shops: as the demonstration has them. */
const names = [
  'Camille Moreau Oliver Hughes Emily Carter Louis Bernard Inès Garnier',
  'Waterstones Tesco Sainsbury’s Greggs Currys Dishoom Nando’s Trainline Monoprix Carrefour Picard Lemoine Fnac Decathlon Zara Sephora',
].flatMap((list) => list.split(' '));

/** What nobody understands, about everything that a customer has at the bank. */
function riddles({ amounts, numbers }: Pick<Canaries, 'amounts' | 'numbers'>): readonly string[] {
  const figures = [...amounts].slice(0, 6).map((minor) => `${minor.slice(0, -2)},${minor.slice(-2)} €`);
  const told = [...figures, ...numbers.slice(0, 4), ...names];
  // A word of its own in each, or the opinion on the first would do for all.
  const words = [...publicWords];
  return told.map((each, index) => {
    const word = words[(index * 37) % words.length] ?? '';
    return index % 2 === 0 ? `le machin ${word} avec ${each} c’est pas clair du tout` : `explain that odd ${word} ${each} bit for me`;
  });
}

describe('over the whole suite of conversations, with a model that is asked and knows nothing', () => {
  let stub: ModelStub;
  let entries: readonly LedgerEntry[] = [];
  const failed: string[] = [];
  let asked = 0;

  beforeAll(async () => {
    stub = await startModelStub();
    const app = await startConversationApp({ environment: stub.environment });
    const { demo } = app.foundation;
    if (!demo) throw new TypeError('this needs the embedded bank');
    for (const id of customers) {
      const { amounts, numbers } = await canariesOf({ demo, openBankingUrl: demo.openBankingUrl }, id);
      canaries.set(id, { amounts, numbers });
    }
    for (const { name, transcript, language } of conversations.filter(({ transcript }) => transcript.bank === 'up'))
      await playTranscript(app, transcript, language).catch(() => void failed.push(`${name}.${language}`));
    asked = stub.calls.length;
    for (const [customer, own] of canaries) for (const text of riddles(own)) await app.say({ customer, text, reset: true });
    await app.stop(true);
    ({ entries } = await readLedger(app.dataDir));
    await rm(app.dataDir, { recursive: true, force: true });
  }, 600_000);
  afterAll(() => stub.close());

  test('customers are answered as without it', () => {
    // But for who is told that there is one.
    expect(failed.filter((name) => !name.startsWith('privacy/'))).toEqual([]);
  });

  test('every word that left for the model is on the public list, and of the customers there is nothing', () => {
    expect(asked).toBeGreaterThan(2);
    expect(stub.calls.length).toBeGreaterThan(asked + 8);
    expect(stub.calls.flatMap(({ sentence }) => strangeWords(sentence))).toEqual([]);
    const dialogs = new Set(dialogCatalogue.map(({ id }) => id));
    const all = [...canaries.values()];
    // Whoever asked: nothing of anybody may be in it.
    const numbers = all.flatMap((own) => own.numbers);
    const amounts = new Set(all.flatMap((own) => [...own.amounts]));
    const find = createFinder({ amounts, numbers, names });
    // The demonstration's bank tells masked numbers only; its amounts and names are what could be found.
    const [minor = ''] = amounts;
    const found = find(`${names[0]} ${minor.slice(0, -2)},${minor.slice(-2)} €`).map(({ canary }) => canary);
    expect(found).toEqual(expect.arrayContaining([names[0], minor]));
    expect(stub.calls.filter(({ lastDialog }) => lastDialog !== undefined && !dialogs.has(lastDialog))).toEqual([]);
    for (const { raw } of stub.calls) {
      expect(find(raw)).toEqual([]);
      for (const name of names) expect(raw.toLowerCase()).not.toContain(name.toLowerCase());
    }
  });

  test('each call differs from the others in its question alone', () => {
    const bodies = stub.calls.map(({ raw }) => JSON.parse(raw.slice(raw.indexOf('\n'))));
    const { instructions } = dialogForm();
    for (const { input: _input, ...body } of bodies) {
      expect(body.instructions).toBe(instructions);
      expect(JSON.stringify(body)).toBe(JSON.stringify({ ...bodies[0], input: undefined }));
    }
  });

  test('each call is in the ledger, with its length and without a word of it', () => {
    const called = entries.flatMap((entry) => (entry.kind === 'called' && entry.sink === 'model' ? [entry] : []));
    expect(called.length).toBe(stub.calls.length);
    expect(new Set(called.map(({ operation, status }) => `${operation} ${status}`))).toEqual(new Set(['second_opinion 200']));
    const lengths = stub.calls.map(({ raw }) => Buffer.byteLength(raw.slice(raw.indexOf('\n') + 1)));
    expect(called.map(({ bytes }) => bytes).toSorted(ascending)).toEqual(lengths.toSorted(ascending));
    expect(entries.some((entry) => entry.kind === 'consent' && entry.topic === 'model' && entry.level === 'hinted')).toBe(true);
  });
});

describe('if everything that is said were shown to a model', () => {
  const said = conversations.flatMap(({ transcript: { turns } }) => turns.flatMap(({ act }) => (act.kind === 'text' ? [act.text] : [])));
  const evaluated = (['fr', 'en'] as const).flatMap((language) => evaluationSentences(language).map(({ text }) => text));

  async function shown(text: string): Promise<string> {
    const { text: clean } = redactTyped(text, 'never');
    const { entities } = await buildUnderstanding().read({ kind: 'text', text: clean }, evaluationContext);
    return blindSentence(clean, entities)?.sentence ?? '';
  }

  test('no word would leave that is not on the public list', async () => {
    const sentences = await Promise.all([...new Set([...said, ...evaluated])].map(shown));
    expect(sentences.length).toBeGreaterThan(1_200);
    expect(sentences.flatMap(strangeWords)).toEqual([]);
    expect(sentences.filter((sentence) => /\d/.test(sentence.replaceAll(/_\d+\]/g, '')))).toEqual([]);
  });

  test.each(names)('%s would not leave, in whatever spelling', async (name) => {
    for (const written of [name, name.toLowerCase(), name.toUpperCase()]) {
      for (const text of [`c’est quoi le truc de ${written} svp`, `${written} what is that thing`, `et pour ${written} ?`])
        expect((await shown(text)).split(' ')).not.toContain(
          name
            .toLowerCase()
            .normalize('NFD')
            .replaceAll(/[^a-z]/g, ''),
        );
    }
  });
});
