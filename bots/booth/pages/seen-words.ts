import { consentTopics } from '../../../secrecy/consent/consent.ts';
import type { LedgerEntry } from '../../../secrecy/ledger/ledger-entry.ts';
import type { Say } from '../booth-page.ts';
import { levelWords } from './decision-history.ts';

/** Entries that are about one thing: the sentences of one answer, or one decision on several topics. */
export type Happening = readonly [LedgerEntry, ...LedgerEntry[]];

function sameThing(entry: LedgerEntry, index: number): string {
  if (entry.kind === 'said') return `said ${entry.trace ?? index}`;
  if (entry.kind === 'consent') return `consent ${entry.at} ${entry.level} ${entry.by} ${levelWords([entry.topic])}`;
  return `${entry.kind} ${index}`;
}

/** Puts together what belongs together. @param entries the latest first; within one answer sentences come as they were said */
export function happenings(entries: readonly LedgerEntry[]): readonly Happening[] {
  const groups = Map.groupBy(
    entries.map((entry, index) => ({ entry, name: sameThing(entry, index) })),
    ({ name }) => name,
  );
  return [...groups.values()].flatMap((group): Happening[] => {
    const [first, ...rest] = group.toReversed().map(({ entry }) => entry);
    return first ? [[first, ...rest]] : [];
  });
}

/** What a sentence is about: the dialog that says it. */
function aboutOf(message: string): string {
  const [room = ''] = message.split('.');
  if (room !== 'secrecy') return room;
  return /^secrecy\.(sealed|withheld|open)/.test(message) ? 'elsewhere' : 'warning';
}

/** What was answered; buttons and offers beside an answer, and what the engine adds to it, count only where there is nothing else. */
function answersIn(messages: readonly string[]): readonly string[] {
  const answers = messages.filter((message) => !/\.(title|offer|topic)$/.test(message));
  const abouts = [...new Set((answers.length > 0 ? answers : messages).map(aboutOf))];
  const own = abouts.filter((about) => about !== 'engine');
  return own.length > 0 ? own : abouts;
}

/** In words what it was, without a word of what it said. */
export function whatWords(happening: Happening, say: Say): string {
  const [first] = happening;
  if (first.kind === 'said') {
    const messages = happening.flatMap((entry) => (entry.kind === 'said' ? entry.messages : []));
    return answersIn(messages)
      .map((about) => say('seen.about', { about }))
      .join(' · ');
  }
  if (first.kind === 'consent') {
    const topics = happening.flatMap((entry) => (entry.kind === 'consent' ? [say('privacy.topic', { topic: entry.topic })] : []));
    const about = topics.length === consentTopics.length ? say('privacy.all') : topics.join(', ');
    return say('privacy.decision', { about, level: say(levelWords([first.topic]), { level: first.level }) });
  }
  if (first.kind === 'read' && first.sink === 'desk')
    return say('seen.page', { page: Object.keys(first.disclosed).length > 0 ? 'desk_facts' : 'desk' });
  if (first.kind === 'read') return first.messages.map((page) => say('seen.page', { page })).join(' · ');
  if (first.kind === 'erased') return say('seen.erased', { receipt: first.receipt });
  return say('seen.held');
}

/** Where it was: in Messenger, on the bank's page, or at its desk. */
export function whereOf([first]: Happening): string {
  return first.kind === 'read' && first.sink === 'desk' ? 'desk' : first.kind;
}

/** Which classes were opened at which level; an empty text where that is no question. */
export function classWords(happening: Happening, say: Say): string {
  const opened = happening.flatMap((entry) => ('disclosed' in entry ? Object.entries(entry.disclosed) : []));
  const [first] = happening;
  if (!('disclosed' in first)) return '';
  if (opened.length === 0) return say('seen.no_facts');
  const levels = new Map(opened);
  return [...levels]
    .map(([dataClass, level]) =>
      say('privacy.decision', { about: say('seen.class', { dataClass }), level: say('privacy.level', { level }) }),
    )
    .join(', ');
}
