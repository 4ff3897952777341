import { setImmediate as nextRound } from 'node:timers/promises';
import { z } from 'zod';
import type { Channel } from '../../../bots/channel.ts';
import { GuichetBot } from '../../../bots/guichet-bot.ts';
import type { Inbound } from '../../../bots/inbound.ts';
import { OutboxAdapter } from '../../../bots/outbox-adapter.ts';
import type { Answer } from '../../../bots/turns/answer.ts';
import { createCallLog } from '../../../bots/turns/call-log.ts';
import { createPerformTurn } from '../../../bots/turns/perform-turn.ts';
import { createTurnWorker, type TurnWorker } from '../../../bots/turns/turn-worker.ts';
import type { ConversationState } from '../../../engine/state.ts';
import type { ConversationKey, ConversationStore, InboxEntry, Store } from '../../../store/port.ts';
import { disclosed, recheckNothing, testTellLedger } from '../../support/disclosed.ts';
import { answerTo, type Memory, noMemory } from './counting-dialog.ts';
import type { Witness } from './witness.ts';

/** The last message of a conversation: not part of its history, it shows what is remembered in the end. */
export const probeId = 'probe';

const memorySchema = z.object({ count: z.int(), digest: z.string() });

function memoryOf({ last }: ConversationState): Memory {
  return last ? memorySchema.parse(last.slots) : noMemory;
}

function answerOf(witness: Witness): Answer {
  return async ({ conversation, input, state }) => {
    // The customer writes the id of the event, so that the dialog knows which one it answers.
    const eventId = input.kind === 'text' ? input.text : '';
    const memory = memoryOf(state);
    const trace = { dialog: 'counting', slots: {}, events: [], language: 'en', score: 1, source: 'plain' } as const;
    if (eventId === probeId) {
      witness.remembers(conversation, memory);
      return { state, messages: [], trace };
    }
    witness.begins(conversation, eventId);
    await nextRound();
    const step = answerTo(memory, eventId);
    if (step.write !== undefined) witness.writes(conversation, step.write);
    const last = { dialog: 'counting', slots: { ...step.memory }, at: '2026-11-17T12:00:00.000Z' };
    return { state: { ...state, last }, messages: step.replies.map((text) => disclosed({ kind: 'text', text })), trace };
  };
}

function channelTo(witness: Witness): Channel {
  return {
    toActivities: (messages) => messages.map((message) => ({ type: 'message', text: message.kind === 'text' ? message.text : '' })),
    toReply: ({ text = '' }) => text,
    acknowledge: async () => undefined,
    async deliver({ inbound, replies, onSent }) {
      for (const [index, reply] of replies.entries()) {
        await nextRound();
        witness.gets(inbound.conversation.id, z.string().parse(reply));
        await onSent(index + 1);
      }
      return 'delivered';
    },
  };
}

/** One event as the webhook hands it to the journal. */
export function entryOf(conversation: ConversationKey, eventId: string): InboxEntry & { readonly event: Inbound } {
  return {
    conversation,
    eventId: `${conversation} ${eventId}`,
    event: {
      door: 'messenger',
      channelId: 'facebook',
      type: 'message',
      id: `${conversation} ${eventId}`,
      from: { id: '42' },
      recipient: { id: '1' },
      conversation: { id: conversation },
      text: eventId,
      hasAttachment: false,
      redacted: [],
    },
  };
}

export interface ProcessDeps {
  readonly store: Store;
  readonly witness: Witness;
  readonly leaseMs: number;
}

/** One process as far as turns go: Guichet's own worker, turn and adapter over a store, with a dialog without chance. */
export function startProcess({ store, witness, leaseMs }: ProcessDeps): TurnWorker {
  const conversations: ConversationStore = {
    ...store.conversations,
    async finish(claim) {
      const next = await store.conversations.finish(claim);
      witness.closes(claim.eventId);
      return next;
    },
  };
  const channel = channelTo(witness);
  const channelFor = () => channel;
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const perform = createPerformTurn({
    conversations,
    adapter: new OutboxAdapter(),
    bot: new GuichetBot({ answer: answerOf(witness), channelFor }),
    channelFor,
    callLog: createCallLog(),
    tellLedger: testTellLedger,
    recheck: recheckNothing,
    log,
    onTurnEnd({ eventId: id }) {
      const [conversation = ''] = id.split(' ');
      witness.ends(conversation);
    },
    ticks: () => 0,
  });
  const worker = createTurnWorker({ conversations, perform, leaseMs, sweepMs: 1_000, log });
  worker.start();
  return worker;
}
