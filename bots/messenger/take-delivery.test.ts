import { describe, expect, test } from '@jest/globals';
import { OverloadedError } from '../turns/overloaded-error.ts';
import type { MessengerEvent } from './messenger-event.ts';
import { createTakeDelivery } from './take-delivery.ts';

const event = (senderId: string, eventId: string, at = 0): MessengerEvent => ({
  kind: 'message',
  standby: false,
  pageId: '1',
  senderId,
  at,
  eventId,
  text: 'hello',
  attachments: [],
  deleted: false,
});

/** What was taken, in order; `refused` are the ids that are not. */
function journal(refused: Readonly<Record<string, Error>> = {}) {
  const taken: string[] = [];
  const take = async ({ eventId }: MessengerEvent): Promise<void> => {
    await new Promise((resolve) => setImmediate(resolve));
    if (refused[eventId]) throw refused[eventId];
    taken.push(eventId);
  };
  return { taken, take };
}

describe('the events of one delivery', () => {
  test('of one conversation are taken in the order in which they happened, and in that of the delivery where they say the same', async () => {
    const { taken, take } = journal();
    await createTakeDelivery({ take })([event('a', 'late', 9), event('a', 'x', 5), event('a', 'y', 5), event('a', 'early', 1)]);
    expect(taken).toEqual(['early', 'x', 'y', 'late']);
  });

  test('of one conversation that are refused hold up nobody else', async () => {
    const flood = new OverloadedError('customer', 9);
    const { taken, take } = journal({ a2: flood, c1: new Error('later') });
    const events = [event('a', 'a1'), event('a', 'a2'), event('a', 'a3'), event('b', 'b1'), event('c', 'c1'), event('d', 'd1')];
    await expect(createTakeDelivery({ take, sideBySide: 1 })(events)).rejects.toBe(flood);
    // What comes after a refusal waits with it: taken in before, it would be answered before.
    expect(taken).toEqual(['a1', 'b1', 'd1']);
  });

  test('of many conversations are taken side by side, so many at the same time and no more', async () => {
    let now = 0;
    let most = 0;
    const take = async (): Promise<void> => {
      now += 1;
      most = Math.max(most, now);
      await new Promise((resolve) => setImmediate(resolve));
      now -= 1;
    };
    await createTakeDelivery({ take, sideBySide: 8 })(Array.from({ length: 100 }, (_value, index) => event(`p${index}`, `e${index}`)));
    expect(most).toBe(8);
  });

  test('are not begun any more once Meta has hung up, and count as refused', async () => {
    let ticks = 0;
    const taken: string[] = [];
    const take = async ({ eventId }: MessengerEvent): Promise<void> => {
      taken.push(eventId);
      ticks += 30;
    };
    const deliver = createTakeDelivery({ take, sideBySide: 1, withinMs: 50, ticks: () => ticks });
    await expect(deliver([event('a', 'a1'), event('b', 'b1'), event('c', 'c1')])).rejects.toBeInstanceOf(OverloadedError);
    expect(taken).toEqual(['a1', 'b1']);
  });

  test('may be none', async () => {
    await createTakeDelivery({ take: journal().take })([]);
  });
});
