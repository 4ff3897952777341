import type { ConversationSummary } from '../../../desk/api/conversation.ts';
import type { Packet } from '../../../desk/api/packet.ts';
import type { Person } from '../../../desk/api/terms.ts';
import type { ThreadEntry } from '../../../desk/api/thread.ts';
import { buildCustomer, buildPacket, buildSummary, type Given, iso, type StubConversation } from './build-conversation.ts';
import { camille, karim, personOf } from './people.ts';
import { sampleDocument } from './sample-answers.ts';

/** What somebody who wants to harm a colleague writes. */
export const attack = '<img src=x onerror="alert(1)"><script>alert(2)</script>';

const minute = 60_000;

/** An entry without its number, which is its place. */
type Unnumbered = ThreadEntry extends infer Entry ? (Entry extends ThreadEntry ? Omit<Entry, 'number'> : never) : never;

/** Conversations as a counter has them on a Monday: one urgent fraud, some that wait, some that are held. */
export function sampleConversations(now: number): StubConversation[] {
  const mine = { kind: 'agent', agent: personOf(camille), token: 3 } as const;
  const karims = { kind: 'agent', agent: personOf(karim), token: 3 } as const;
  const given: Given[] = [
    {
      id: 'fraud',
      label: 'Client 4F2A',
      urgency: 'urgent',
      reason: 'suspected_fraud',
      skill: 'fraud',
      minutesAgo: 3,
      last: 'Je n’ai jamais fait ce paiement de 480 € !',
      place: 1,
      unanswered: 2,
    },
    {
      id: 'dispute',
      label: 'Client 91C0',
      urgency: 'high',
      reason: 'dispute',
      skill: 'disputes',
      minutesAgo: 19,
      last: 'Le commerçant refuse de me rembourser.',
      place: 2,
    },
    {
      id: 'english',
      label: 'Customer B7D3',
      language: 'en',
      reason: 'wish',
      minutesAgo: 6,
      last: 'Could I talk to a person please?',
      place: 3,
    },
    { id: 'attack', label: 'Client 0BAD', reason: 'failure', minutesAgo: 9, last: attack, place: 4, linked: false },
    {
      id: 'mine',
      label: 'Client 27E8',
      reason: 'complaint',
      skill: 'complaints',
      urgency: 'high',
      owner: mine,
      minutesAgo: 2,
      last: 'Merci, j’attends votre retour.',
      unanswered: 1,
      waitingSince: iso(now - 2 * minute),
      timer: { kind: 'next_answer', dueAt: iso(now + 13 * minute), warnAt: iso(now + 8 * minute), state: 'running' },
    },
    {
      id: 'late',
      label: 'Client 6A15',
      reason: 'wish',
      owner: mine,
      minutesAgo: 31 * 60,
      last: 'D’accord, à demain alors.',
      status: 'waiting',
    },
    {
      id: 'closed',
      label: 'Client D034',
      reason: 'complaint',
      skill: 'complaints',
      owner: mine,
      minutesAgo: 9 * 24 * 60,
      last: 'Toujours rien…',
      promises: [
        { kind: 'call_back', text: 'Rappeler au sujet du prélèvement', dueAt: iso(now + 50 * minute), madeAt: iso(now - 26 * 60 * minute) },
      ],
    },
    {
      id: 'karims',
      label: 'Client E5B9',
      reason: 'bereavement',
      skill: 'bereavement',
      owner: karims,
      minutesAgo: 11,
      last: 'Je vous remercie pour votre écoute.',
      readers: [personOf(karim)],
    },
    {
      id: 'bot',
      label: 'Client 73F1',
      reason: 'wish',
      owner: { kind: 'bot', token: 4 },
      status: 'returned',
      minutesAgo: 75,
      last: 'Quel est mon solde ?',
    },
  ];
  return given.map((one) => build(buildSummary(one, now), now));
}

function build(summary: ConversationSummary, now: number): StubConversation {
  const thread = threadOf(summary, now).map((entry, index): ThreadEntry => ({ ...entry, number: index + 1 }));
  return { summary, thread, packet: buildPacket(summary, packetOf(summary, now)), customer: buildCustomer(summary, now) };
}

function packetOf({ reason, language, openedAt }: ConversationSummary, now: number): Partial<Packet> {
  if (reason !== 'suspected_fraud' && reason !== 'dispute') return {};
  const start = Date.parse(openedAt);
  return {
    next: reason === 'dispute' ? 'take_dispute' : 'secure_card',
    words: language === 'fr' ? 'Je n’ai jamais fait ce paiement, aidez-moi' : 'I never made this payment, help me',
    asked: [
      { at: iso(start), dialog: 'transactions', slots: { paidOn: 'hier' } },
      { at: iso(start + minute), dialog: 'freeze_card', slots: { card: 'Visa' } },
    ],
    tried: [
      { at: iso(start), what: 'transactions', outcome: 'done', code: null },
      { at: iso(start + minute), what: 'freeze_card', outcome: 'failed', code: 'bank_unavailable' },
    ],
    shown: [{ at: iso(start), key: 'transactions.list', classes: ['transaction'] }],
    clock:
      reason === 'dispute'
        ? { kind: 'dispute', startedAt: openedAt, dueOn: iso(now + 15 * 24 * 60 * minute).slice(0, 10), source: 'DSP2, art. 101' }
        : {
            kind: 'fraud',
            startedAt: openedAt,
            dueOn: iso(now + 24 * 60 * minute).slice(0, 10),
            source: 'Code monétaire et financier, L133-18',
          },
  };
}

function threadOf(summary: ConversationSummary, now: number): Unnumbered[] {
  const end = Date.parse(summary.last?.at ?? iso(now));
  const at = (before: number): string => iso(end - before * minute);
  const isFrench = summary.language === 'fr';
  const opening: Unnumbered[] = [
    {
      kind: 'customer',
      at: at(6),
      text: isFrench ? 'Bonjour, qu’est-ce que ce paiement d’hier ?' : 'Hello, what was yesterday’s payment?',
      attachment: false,
      redacted: [],
      button: false,
    },
    {
      kind: 'bot',
      at: at(6),
      dialog: 'transactions',
      delivery: 'sent',
      sentences: [
        {
          key: 'transactions.sealed',
          text: isFrench
            ? 'Votre réponse est prête. Ouvrez-la sur la page de la banque.'
            : 'Your answer is ready. Open it on the bank’s page.',
          classes: { transaction: 'sealed' },
        },
      ],
    },
    { kind: 'customer', at: at(5), text: isFrench ? 'Bloquer ma carte' : 'Freeze my card', attachment: false, redacted: [], button: true },
    {
      kind: 'bot',
      at: at(5),
      dialog: 'freeze_card',
      delivery: 'sent',
      sentences: [
        {
          key: 'freeze_card.failed',
          text: isFrench
            ? 'Je n’arrive pas à joindre la banque pour l’instant. Je vous passe un conseiller.'
            : 'I cannot reach the bank at the moment. I will hand you over to a colleague.',
          classes: { card: 'hinted' },
        },
      ],
    },
    { kind: 'system', at: at(5), code: 'bank_unavailable', detail: null },
    {
      kind: 'transition',
      at: at(4),
      from: { kind: 'bot', token: 1 },
      to: { kind: 'queue', token: 2 },
      cause: 'handed_over',
      by: null,
      reason: summary.reason,
      note: null,
      announced: isFrench
        ? 'Une personne de la banque va vous répondre. Vous êtes le prochain, comptez environ 4 minutes.'
        : 'Somebody of the bank will answer you. You are next, in about 4 minutes.',
    },
  ];
  const said: Unnumbered = {
    kind: 'customer',
    at: at(0),
    text: summary.last?.text ?? null,
    attachment: summary.id === 'fraud',
    redacted: summary.id === 'fraud' ? ['card'] : [],
    button: false,
  };
  const { agent } = summary.owner;
  if (!agent) return [...opening, said];
  return [
    ...opening,
    {
      kind: 'transition',
      at: at(3),
      from: { kind: 'queue', token: 2 },
      to: summary.owner,
      cause: 'claimed',
      by: agent,
      reason: null,
      note: null,
      announced: `${agent.name} vous répond maintenant.`,
    },
    {
      kind: 'note',
      at: at(3),
      agent,
      text: 'Déjà appelé en octobre pour le même commerçant. @Karim, tu t’en souviens ?',
      mentions: [karim.id],
      write: 'sample-note',
    },
    {
      kind: 'agent',
      at: at(2),
      agent,
      text: `Bonjour, ici ${agent.name}. Je regarde cela tout de suite.`,
      redacted: [],
      sentAs: 'RESPONSE',
      delivery: 'sent',
      write: 'sample-message',
    },
    ...(summary.id === 'late' ? [handedOver(agent, at(1))] : []),
    said,
  ];
}

function handedOver(agent: Person, at: string): Unnumbered {
  const { id, name, content } = sampleDocument;
  return {
    kind: 'document',
    at,
    agent,
    document: { id, name, type: 'application/pdf', bytes: content.length },
    sentAs: 'RESPONSE',
    delivery: 'sent',
    write: id,
  };
}

const askedOften = [
  'Bonjour, mon virement n’est pas arrivé.',
  'Pourquoi ma carte a-t-elle été refusée hier ?',
  'Je souhaite parler à un conseiller.',
  'Pouvez-vous me renvoyer le reçu de samedi ?',
  'Le colis est marqué livré mais je n’ai rien reçu.',
  'J’ai été débité deux fois pour le même achat.',
  'Comment augmenter mon plafond de paiement ?',
] as const;

/** As many more as a big bank has, so that a list can show how it scrolls. */
export function manyConversations(count: number, now: number): StubConversation[] {
  return Array.from({ length: count }, (_, index) => {
    const label = `Client ${((index * 40_503 + 7_919) % 65_536).toString(16).toUpperCase().padStart(4, '0')}`;
    const last = askedOften[index % askedOften.length] ?? askedOften[0];
    return build(
      buildSummary({ id: `many-${index}`, label, minutesAgo: 1 + (index % 9), last, reason: index % 3 === 0 ? 'failure' : 'wish' }, now),
      now,
    );
  });
}
