import type { Packet } from '../../desk/api/packet.ts';
import type { Owner } from '../../desk/api/terms.ts';
import type { ThreadEntry } from '../../desk/api/thread.ts';
import { type Catalogue, createCatalogue } from '../../i18n/catalogue.ts';
import { type Language, localeFor } from '../../i18n/language.ts';
import en from './messages.en.json' with { type: 'json' };
import fr from './messages.fr.json' with { type: 'json' };

/** What Guichet writes into Chatwoot, for the people who answer there, in the language of the customer. */
export interface Notes {
  /** All that has to be known before the first word. `talk`: what was said before; `note`: of the colleague who passes it on. */
  packet(packet: Packet, more: { readonly talk: readonly ThreadEntry[]; readonly note: string | null; readonly url: string }): string;
  /** One entry that was said, in a line; undefined for what is no talk. */
  line(entry: ThreadEntry): string | undefined;
  /** The customer's own words, or what stands for them. */
  words(entry: Extract<ThreadEntry, { readonly kind: 'customer' }>): string;
  /** Who has it now instead. */
  left(to: Owner): string;
  refused(why: string): string;
  undelivered(why: string): string;
}

const mostLines = 20;

export function buildNoteCatalogue(): Catalogue {
  return createCatalogue({ chatwoot: { fr, en } });
}

/** Somebody's words within a note, which Chatwoot reads as Markdown: one line, and no marks, so that they cannot look like ours. */
function quoted(text: string): string {
  return text
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replaceAll(/[\\`*_[\]<>~#!|]/g, String.raw`\$&`);
}

type Say = (key: string, args?: Readonly<Record<string, string>>) => string;

function talkIn(say: Say): Pick<Notes, 'line' | 'words'> {
  const beside = ({ attachment }: { readonly attachment: boolean }): readonly string[] => (attachment ? [say('attachment')] : []);
  const words: Notes['words'] = (entry) => [entry.text ?? '', ...beside(entry)].filter((part) => part !== '').join('\n');
  return {
    words,
    line(entry) {
      if (entry.kind === 'customer')
        return say('said.customer', { text: [quoted(entry.text ?? ''), ...beside(entry)].filter((part) => part !== '').join(' ') });
      if (entry.kind === 'agent') return say('said.colleague', { name: quoted(entry.agent.name), text: quoted(entry.text) });
      if (entry.kind === 'document') return say('said.document', { name: quoted(entry.agent.name), document: quoted(entry.document.name) });
      if (entry.kind !== 'bot') return undefined;
      const text = entry.sentences.map((sentence) => (sentence.text === null ? say('said.figures') : quoted(sentence.text))).join(' ');
      return say('said.assistant', { text });
    },
  };
}

function strengthOf({ linked, strength }: Packet['identity']): string {
  if (!linked) return 'none';
  return strength === 'strong' ? 'strong' : 'linked';
}

function dateOf(day: string, language: Language): string {
  return new Intl.DateTimeFormat(localeFor(language), { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));
}

/** What is known of the case, line by line; nothing of what was shown but its classes. */
function factsOf({ reason, urgency, next, identity, clock, tried, shown }: Packet, say: Say, language: Language): readonly string[] {
  const classes = [...new Set(shown.flatMap((one) => one.classes))].map((name) => say('class', { class: name })).join(', ');
  return [
    say('packet.title'),
    say('packet.reason', { reason, urgency }),
    say('packet.next', { next }),
    say('packet.identity', { strength: strengthOf(identity) }),
    ...(clock ? [say('packet.clock', { date: dateOf(clock.dueOn, language), source: clock.source })] : []),
    ...tried.map(({ what, outcome }) => say('packet.tried', { what: say('dialog', { dialog: what }), outcome })),
    ...(classes === '' ? [] : [say('packet.shown', { classes })]),
  ];
}

export function createNotes(catalogue: Catalogue): (language: Language) => Notes {
  return (language) => {
    const say: Say = (key, args) => catalogue.format(localeFor(language), `chatwoot.${key}`, args);
    const talking = talkIn(say);
    return {
      ...talking,
      packet(packet, { talk, note, url }) {
        const lines = talk.flatMap((entry) => talking.line(entry) ?? []).slice(-mostLines);
        return [
          ...factsOf(packet, say, language),
          ...(note === null ? [] : [say('packet.note', { note: quoted(note) })]),
          say('packet.desk', { url }),
          ...(lines.length > 0 ? [say('packet.talk'), ...lines] : []),
          say('packet.rules'),
        ].join('\n\n');
      },
      left: ({ kind, agent }) => say('left', { to: kind, name: quoted(agent?.name ?? '') }),
      refused: (why) => say('refused', { why }),
      undelivered: (why) => say('undelivered', { why }),
    };
  };
}
