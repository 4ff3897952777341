import { describe, expect, test } from '@jest/globals';
import type { Packet } from '../../desk/api/packet.ts';
import type { ThreadEntry } from '../../desk/api/thread.ts';
import { createCatalogue } from '../../i18n/catalogue.ts';
import en from './messages.en.json' with { type: 'json' };
import fr from './messages.fr.json' with { type: 'json' };
import { buildNoteCatalogue, createNotes } from './notes.ts';

const at = '2026-11-30T10:00:00.000Z';
const packet: Packet = {
  madeAt: at,
  reason: 'dispute',
  urgency: 'high',
  skill: 'disputes',
  words: 'je conteste',
  asked: [],
  tried: [{ at, what: 'transactions', outcome: 'failed', code: 'bank_unavailable' }],
  identity: { linked: true, strength: 'strong', provenAt: at },
  shown: [{ at, key: 'balance.one', classes: ['balance'] }],
  clock: { kind: 'dispute', startedAt: at, dueOn: '2026-12-01', source: 'art. L133-18' },
  next: 'take_dispute',
};
const customer = (number: number, text: string | null): ThreadEntry & { readonly kind: 'customer' } => ({
  kind: 'customer',
  number,
  at,
  text,
  attachment: text === null,
  redacted: [],
  button: false,
});
const bot: ThreadEntry = {
  kind: 'bot',
  number: 2,
  at,
  dialog: 'balance',
  delivery: 'sent',
  sentences: [
    { key: 'balance.one', text: null, classes: { balance: 'shown' } },
    { key: 'help.more', text: 'Autre chose ?', classes: {} },
  ],
};

const catalogue = buildNoteCatalogue();
const notes = createNotes(catalogue)('fr');

describe('the texts', () => {
  test('have the same keys and arguments in both languages', () => {
    expect(Object.keys(en)).toEqual(Object.keys(fr));
    const english = createCatalogue({ chatwoot: { fr: en, en: fr } });
    for (const key of Object.keys(fr).map((name) => `chatwoot.${name}`))
      expect([key, english.uses(key)]).toEqual([key, catalogue.uses(key)]);
  });
});

describe('a note', () => {
  test('has all of the packet, and of what was shown the kind only', () => {
    const text = notes.packet(packet, { talk: [customer(1, 'mon solde ?'), bot], note: null, url: 'https://bot.example/desk/c/x' });
    expect(text.split('\n\n')).toEqual([
      '**Conversation confiée par Guichet**',
      'Motif : opération contestée · prioritaire',
      'Prochaine étape proposée : recueillir la contestation',
      'Identité : compte lié, authentification forte',
      'Délai légal : répondre au plus tard le 1 décembre 2026 (art. L133-18)',
      'Déjà tenté : opérations, échec',
      'Le client a lu des réponses avec ses données (soldes) ; elles ne sont pas reprises ici.',
      'Données du client, sous contrôle d’accès : https://bot.example/desk/c/x',
      'Ce qui a été dit :',
      'Client : mon solde ?',
      'Assistant : (réponse avec des données bancaires, non reprise) Autre chose ?',
      expect.stringMatching(/^Ce que vous écrivez ici part dans Messenger/),
    ]);
  });

  test('is in the language of the customer', () => {
    const english = createNotes(catalogue)('en').packet(packet, { talk: [], note: null, url: 'u' });
    expect(english).toMatch(/disputed transaction · high priority[^]*answer by 1 December 2026/);
  });

  test('lets nobody’s words look like ours', () => {
    const talk = [customer(1, 'a\n\n**Identité : prouvée**\n# [ici](http://evil.example) <b>')];
    const text = notes.packet({ ...packet, clock: null }, { talk, note: '_moi_', url: 'u' });
    expect(text).toContain(String.raw`Client : a \*\*Identité : prouvée\*\* \# \[ici\](http://evil.example) \<b\>`);
    expect(text).toContain(String.raw`Note du collègue : \_moi\_`);
  });

  test('has the last twenty lines of a long talk', () => {
    const talk = Array.from({ length: 30 }, (_unused, index) => customer(index + 1, `mot ${index + 1}`));
    const text = notes.packet(packet, { talk, note: null, url: 'u' });
    expect([text.includes('mot 10'), text.includes('mot 11'), text.includes('mot 30')]).toEqual([false, true, true]);
  });

  test('says who has it now, and why a message was not sent', () => {
    expect(notes.left({ kind: 'bot', token: 1 })).toMatch(/assistant automatique\. Ce qui est écrit ici ne part plus/);
    expect(notes.left({ kind: 'agent', agent: { id: 'a', name: 'Claire' }, token: 1 })).toMatch(/avec Claire/);
    expect(notes.left({ kind: 'page_inbox', token: 1 })).toMatch(/autre boîte de la Page/);
    for (const why of ['secret', 'too_long', 'attachment', 'window', 'stale', 'taken'])
      expect(notes.refused(why)).toMatch(/^\*\*Message non envoyé au client\.\*\* .{10}/);
    expect(notes.undelivered('blocked')).toContain('(blocked)');
    expect(notes.words(customer(1, null))).toMatch(/^\(pièce jointe/);
    expect(notes.words({ ...customer(1, 'voici'), attachment: true })).toMatch(/^voici\n\(pièce jointe/);
    expect(notes.line({ ...customer(1, 'voici'), attachment: true })).toMatch(/^Client : voici \(pièce jointe/);
    expect(notes.words(customer(1, 'voici'))).toBe('voici');
    expect(notes.line({ kind: 'satisfaction', number: 1, at, score: 5 })).toBeUndefined();
  });
});
