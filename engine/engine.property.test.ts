import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { sampleDialogs } from '../test/support/sample-dialogs.ts';
import { createTalk } from '../test/support/sample-talk.ts';
import engineMessages from './messages.en.json' with { type: 'json' };
import type { Command } from './reading.ts';
import type { MessageRef, Reply } from './reply.ts';
import type { Entities } from './slots/slot-kinds.ts';
import { conversationStateSchema } from './state.ts';

const ids = sampleDialogs.map((dialog) => dialog.id);
const dialog = fc.constantFrom(...ids, ...ids, 'nowhere');
const position = fc.constantFrom(1, 2, 3, -1, 0, 99);
/** What a step of a random conversation does: hears a command, presses a button that was shown once, lets time pass, loses the link. */
type Step =
  | { readonly hear: Command; readonly entities: Entities }
  | { readonly press: number }
  | { readonly wait: number }
  | { readonly unlink: true };

const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ type: fc.constant('start' as const), dialog }) },
  { weight: 4, arbitrary: fc.constant({ type: 'provide' as const }) },
  { weight: 3, arbitrary: fc.constant({ type: 'affirm' as const }) },
  fc.record({ type: fc.constant('choose' as const), position }),
  fc.record({ type: fc.constant('clarify' as const), dialogs: fc.array(dialog, { maxLength: 3 }) }),
  fc.constantFrom(
    { type: 'deny' as const },
    { type: 'cancel' as const },
    { type: 'unclear' as const },
    { type: 'unclear' as const, beyond: true as const },
    { type: 'more' as const },
    { type: 'unreadable' as const },
    { type: 'press_unknown' as const },
  ),
);
const entities: fc.Arbitrary<Entities> = fc.record(
  {
    merchant: fc.constantFrom('fnac', 'darty', 'nobody', ''),
    period: fc.constantFrom({ from: '2026-11-01' }, { to: '2026-11-02' }, {}),
    amount: fc.constantFrom({ min: '5' }, { max: '7.50' }, { min: 'x' }),
    count: fc.constantFrom(3, 11, 12, 0),
    linkCode: fc.constantFrom('123456', '111111', '000000', '1'),
  },
  { requiredKeys: [] },
);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ hear: command, entities }) },
  { weight: 4, arbitrary: fc.record({ press: fc.nat(50) }) },
  { weight: 1, arbitrary: fc.record({ wait: fc.constantFrom(1, 11, 16) }) },
  { weight: 1, arbitrary: fc.constant({ unlink: true as const }) },
);

const catalogue = new Set([
  ...Object.keys(engineMessages).map((key) => `engine.${key}`),
  ...sampleDialogs.flatMap(({ id, messages }) => Object.keys(messages.en).map((key) => `${id}.${key}`)),
]);
const sentencesOf = (reply: Reply): readonly MessageRef[] => [
  ...(reply.kind === 'text' ? reply.lines : []),
  ...('options' in reply ? (reply.options ?? []) : []).map((option) => option.label),
];

test('whatever is said, a turn answers, its state can be saved, and nothing is done twice or without a yes', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 30 }), async (steps) => {
      const talk = createTalk({ failure: Object.assign(new Error('broken'), { code: 'bank_unavailable' }) });
      const buttons: string[] = [];
      for (const action of steps) {
        if ('wait' in action) talk.wait(action.wait);
        else if ('unlink' in action) talk.unlink();
        else {
          const before = talk.effects.length;
          const payload = 'press' in action ? buttons.at(action.press % Math.max(buttons.length, 1)) : undefined;
          const turn = 'press' in action ? await talk.press(payload) : await talk.hear(action.hear, action.entities);
          buttons.push(...turn.options);
          const saidYes = 'press' in action ? Boolean(payload?.endsWith('.yes')) : action.hear.type === 'affirm';
          expect(talk.effects.length - before).toBeLessThanOrEqual(saidYes ? 1 : 0);
          expect(turn.replies.length).toBeGreaterThan(0);
          expect(turn.replies.flatMap(sentencesOf).filter(({ key }) => !catalogue.has(key))).toEqual([]);
          expect(conversationStateSchema.parse(JSON.parse(JSON.stringify(turn.state)))).toEqual(turn.state);
          expect(turn.state.frames.length).toBeLessThanOrEqual(4);
          expect(turn.state.frames.every((frame) => frame.phase !== 'running')).toBe(true);
        }
      }
      expect(new Set(talk.effects).size).toBe(talk.effects.length);
    }),
    { numRuns: 400 },
  );
});
