import { storeConversation } from '../../desk/store-conversation.ts';
import type { Hold } from '../../handoff/hold.ts';
import type { SettledTurn } from '../../handoff/settle.ts';
import type { Json } from '../../store/port.ts';
import { addressSchema } from '../inbound.ts';
import type { Question } from '../turns/answer.ts';
import { type Answered, type DeskTurnDeps, hasWindow, type Words } from './desk-turn.ts';
import type { DeskWork } from './desk-work.ts';
import { plainJson } from './plain-json.ts';
import { sayAtDesk } from './say-at-desk.ts';

function resultOf(settled: SettledTurn): Json {
  if (settled.outcome === 'refused') return plainJson({ outcome: 'refused', why: settled.why, owner: settled.owner });
  return { outcome: 'done', numbers: settled.entries.map(({ number }) => number), version: settled.hold.version };
}

/** What the desk is told; nothing where the conversation is not there and nobody waits for an outcome. */
function workOf(
  question: Question,
  settled: SettledTurn,
  { before, language }: { readonly before: Hold; readonly language: 'fr' | 'en' },
): DeskWork | undefined {
  const outcome = question.desk ? { outcome: { write: question.eventId, result: resultOf(settled) } } : undefined;
  if (settled.outcome === 'refused' || settled.hold.version === before.version) return outcome;
  const { hold, entries } = settled;
  const { conversation, address } = question;
  // No more of the event than whom it is with: what was said is in the entries.
  const own = plainJson(addressSchema.parse(address));
  const summary = storeConversation(hold, { language, channel: address.door, address: own });
  const change = {
    conversation,
    version: hold.version,
    summary: summary ? plainJson(summary) : null,
    entries: entries.map((entry) => ({ number: entry.number, entry: plainJson(entry) })),
  };
  return { change, ...outcome };
}

export interface Conclusion {
  /** Who held the conversation when the turn began. */
  readonly before: Hold;
  readonly settled: SettledTurn;
  readonly words: Words;
}

/** What is kept of a turn, what is said, and what the desk is told of it: all of one commit. */
export function concludeTurn({ disclose, showsNames }: DeskTurnDeps, question: Question, { before, settled, words }: Conclusion): Answered {
  const hold = settled.outcome === 'done' ? settled.hold : before;
  const { language } = words.trace;
  const lastInboundAt = hasWindow(question) ? hold.lastInboundAt : undefined;
  const sayings = settled.outcome === 'done' ? settled.sayings : [];
  const said = sayings.flatMap((saying) => sayAtDesk(saying, { disclose, language, lastInboundAt, showsNames }));
  const desk = workOf(question, settled, { before, language });
  return {
    state: { ...words.state, hold: plainJson(hold) },
    messages: [...words.messages, ...said],
    trace: { ...words.trace, owner: hold.owner.kind },
    ...(desk ? { desk } : {}),
  };
}
