import { z } from 'zod';
import type { Answer } from '../../../bots/turns/answer.ts';
import type { Json } from '../../../store/port.ts';
import { disclosed } from '../../support/disclosed.ts';
import type { Bank } from './bank.ts';

const counted = z.object({ last: z.object({ slots: z.object({ count: z.number(), names: z.string() }) }) });

/** What the state says: how many events went into it, and which, in order. */
export function readCount(state: Json | undefined): { readonly count: number; readonly names: readonly string[] } {
  const parsed = counted.safeParse(state);
  if (!parsed.success) return { count: 0, names: [] };
  const { count, names } = parsed.data.last.slots;
  return { count, names: names.split(' ') };
}

/** What a customer writes: `<what> <name of the event>`. */
export const sentence = /^(\w+) (e\d+)$/;

/** What a customer is told: `<name> count <count> part <part>`. The name ties it to the event, the count to the turn. */
export function replyText({ name, count, part }: { readonly name: string; readonly count: number; readonly part: number }): string {
  return `${name} count ${count} part ${part}`;
}

/**
 * The dialog under test: it remembers which events it has seen, in order.
 * `count`: one reply. `two`: two replies. `pay`: a write at the bank, and one reply. `look`: tells its memory to the history, and one reply.
 * `throw`, `loop`, `fill`: poison.
 */
export function createCountingDialog({ bank, poison }: { readonly bank: Bank; readonly poison: (what: string) => void }): Answer {
  return async ({ conversation, input, state }) => {
    const [, what = '', name = ''] = sentence.exec(input.kind === 'text' ? input.text : '') ?? [];
    poison(what);
    const before = readCount(state);
    const count = before.count + 1;
    if (what === 'pay') await bank.write({ conversation, name });
    const parts = what === 'two' ? [0, 1] : [0];
    const slots = { count, names: [...before.names, name].join(' ') };
    return {
      state: { ...state, language: 'en', last: { dialog: 'counting', slots, at: new Date().toISOString() } },
      messages: parts.map((part) => disclosed({ kind: 'text', text: replyText({ name, count, part }) })),
      trace: { dialog: 'counting', slots: {}, events: [], language: 'en', score: 1, source: 'plain' },
    };
  };
}
