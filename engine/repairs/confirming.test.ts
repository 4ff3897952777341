import { describe, expect, test } from '@jest/globals';
import { createTalk } from '../../test/support/sample-talk.ts';
import type { Command } from '../reading.ts';

const day = { from: '2026-11-01', to: '2026-11-01' };
const other = { from: '2026-11-02', to: '2026-11-02' };
const amount = { min: '5', max: '5' };

async function confirming() {
  const talk = createTalk();
  const asked = await talk.start('order', { period: day, amount });
  expect(asked.keys).toEqual(['order.confirm']);
  return { ...talk, yes: asked.options[0], no: asked.options[1] };
}

describe('confirming', () => {
  test('offers yes and no, bound to the frame', async () => {
    const { yes, no } = await confirming();
    expect([yes, no]).toEqual(['a.frame-1.yes', 'a.frame-1.no']);
  });

  test('the button yes acts, once', async () => {
    const talk = await confirming();
    expect((await talk.press(talk.yes)).keys).toEqual(['order.done']);
    expect((await talk.press(talk.yes)).keys).toEqual(['engine.old_button']);
    expect(talk.effects).toEqual(['frame-1']);
  });

  test.each(['deny', 'press'])('no (%s) cancels', async (how) => {
    const talk = await confirming();
    const turn = how === 'deny' ? await talk.hear({ type: 'deny' }) : await talk.press(talk.no);
    expect(turn.keys).toEqual(['engine.cancelled']);
    expect((await talk.hear({ type: 'affirm' })).keys).toEqual(['engine.nothing_asked']);
    expect(talk.effects).toEqual([]);
  });

  const others: readonly Command[] = [
    { type: 'choose', position: 1 },
    { type: 'unclear' },
    { type: 'unreadable' },
    { type: 'provide' },
    { type: 'start', dialog: 'order' },
    { type: 'start', dialog: 'hello' },
    { type: 'press_unknown' },
    { type: 'press', button: { kind: 'answer', frame: 'frame-1', choice: 0 } },
    { type: 'clarify', dialogs: ['order', 'search'] },
  ];
  test.each(others)('%j is no yes', async (command) => {
    const talk = await confirming();
    await talk.hear(command);
    expect(talk.effects).toEqual([]);
    expect(talk.state().frames).toMatchObject([{ dialog: 'order', phase: 'confirming' }]);
  });

  test('says that a yes or a no is needed and asks again', async () => {
    const talk = await confirming();
    expect((await talk.hear({ type: 'unclear' })).keys).toEqual(['engine.yes_or_no', 'order.confirm']);
  });

  test('a corrected slot is acknowledged and confirmed anew; the yes of before counts no more', async () => {
    const talk = await confirming();
    const corrected = await talk.provide({ period: other });
    expect(corrected.keys).toEqual(['engine.corrected', 'order.confirm']);
    expect(corrected.trace).toMatchObject({ slots: { day: other }, events: ['corrected day', 'asked confirmation'] });
    expect((await talk.press(talk.yes)).keys).toEqual(['engine.old_button']);
    expect(talk.effects).toEqual([]);
    await talk.press(corrected.options[0]);
    expect(talk.effects).toHaveLength(1);
  });

  test('an added optional slot has to be confirmed too, without a word of correction', async () => {
    const talk = await confirming();
    expect((await talk.provide({ merchant: 'fnac' })).keys).toEqual(['order.confirm']);
    expect((await talk.press(talk.yes)).keys).toEqual(['engine.old_button']);
  });

  test('a yes confirms the top only, not what was being confirmed below', async () => {
    const talk = createTalk();
    await talk.start('limit', { count: 2 });
    await talk.start('order', { period: day, amount });
    expect((await talk.hear({ type: 'affirm' })).keys).toEqual(['order.done', 'engine.resume', 'limit.confirm']);
    expect(talk.effects).toHaveLength(1);
  });

  test('repeats what the customer said, never a handle of the connector', async () => {
    const turn = await createTalk().start('gift', { merchant: 'darty', amount });
    expect(turn.replies).toEqual([expect.objectContaining({ lines: [{ key: 'gift.confirm', args: { merchant: 'darty' } }] })]);
  });

  test('what was chosen among what fitted before is chosen anew, what did not depend on it stays', async () => {
    const talk = createTalk();
    await talk.start('gift', { merchant: 'darty', amount });
    const turn = await talk.provide({ merchant: 'fnac' });
    expect(turn.keys).toEqual(['engine.corrected', 'gift.ask.purchase', 'gift.label', 'gift.label']);
    expect(turn.trace.slots).toEqual({ box: 'red', merchant: 'fnac', price: amount });
  });

  test('a filled slot is corrected while another is asked', async () => {
    const talk = createTalk();
    await talk.start('order', { period: day });
    const turn = await talk.provide({ merchant: 'fnac' });
    expect(turn.keys).toEqual(['order.ask.amount']);
    expect((await talk.provide({ merchant: 'darty' })).keys).toEqual(['engine.corrected', 'order.ask.amount']);
  });
});
