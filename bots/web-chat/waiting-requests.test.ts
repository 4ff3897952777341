import { describe, expect, test } from '@jest/globals';
import { type Activity, TestAdapter, TurnContext } from 'botbuilder';
import { createWaitingRequests, type WaitingRequests } from './waiting-requests.ts';

const adapter = new TestAdapter(async () => undefined);
const contextOf = (fields: Partial<Activity> = {}): TurnContext =>
  new TurnContext(adapter, { type: 'message', channelId: 'webchat', ...fields });
const expecting = (): TurnContext => contextOf({ deliveryMode: 'expectReplies' });
const asked = (id: string, person = 'u1') => ({ id, from: { id: person } });

/** The context that an answer would go out on. */
async function found(waiting: WaitingRequests, conversation: string, event: ReturnType<typeof asked> | string) {
  return waiting.find(conversation, typeof event === 'string' ? asked(event) : event)?.use(async (context) => context);
}

async function isOver(over: Promise<void>): Promise<boolean> {
  return Promise.race([over.then(() => true), new Promise<boolean>((resolve) => setImmediate(() => resolve(false)))]);
}

describe('requests that wait for their turn', () => {
  test('are found under their own conversation only, whatever they call their event', async () => {
    const waiting = createWaitingRequests();
    const [mine, theirs] = [expecting(), expecting()];
    const myRequest = waiting.open('a', asked('e1'), mine);
    waiting.open('b', asked('e1'), theirs);
    expect(await found(waiting, 'a', 'e1')).toBe(mine);
    expect(await found(waiting, 'b', 'e1')).toBe(theirs);
    expect(await found(waiting, 'c', 'e1')).toBeUndefined();
    waiting.done('b', 'e1');
    expect(await isOver(myRequest.over)).toBe(false);
  });

  test('are not replaced by a second one of the same event', async () => {
    const waiting = createWaitingRequests();
    const [first, second] = [expecting(), expecting()];
    waiting.open('a', asked('e1'), first);
    const again = waiting.open('a', asked('e1'), second);
    expect(await found(waiting, 'a', 'e1')).toBe(first);
    await again.close();
    expect(await found(waiting, 'a', 'e1')).toBe(first);
  });

  test('are all over with the one turn of their event', async () => {
    const waiting = createWaitingRequests();
    const requests = [waiting.open('a', asked('e1'), expecting()), waiting.open('a', asked('e1'), expecting())];
    const other = waiting.open('a', asked('e2'), expecting());
    waiting.done('a', 'e1');
    expect(await Promise.all([...requests, other].map(({ over }) => isOver(over)))).toEqual([true, true, false]);
  });

  test('take what lies before their own event, where they take replies and the person is the same', async () => {
    const waiting = createWaitingRequests();
    waiting.open('a', asked('e2'), contextOf());
    expect(await found(waiting, 'a', 'e1')).toBeUndefined();
    const request = expecting();
    waiting.open('a', asked('e3'), request);
    expect(await found(waiting, 'a', 'e1')).toBe(request);
    expect(await found(waiting, 'a', asked('e1', 'u2'))).toBeUndefined();
  });

  test('are found no more once they are closed, which waits for what is going out', async () => {
    const waiting = createWaitingRequests();
    const request = waiting.open('a', asked('e1'), expecting());
    const { promise: sent, resolve: send } = Promise.withResolvers<void>();
    const using = waiting.find('a', asked('e1'))?.use(() => sent);
    const closed = request.close();
    expect(waiting.find('a', asked('e1'))).toBeUndefined();
    expect(await isOver(closed)).toBe(false);
    send();
    await Promise.all([using, closed]);
  });

  test('are closed also where what went out on them has failed', async () => {
    const waiting = createWaitingRequests();
    const request = waiting.open('a', asked('e1'), expecting());
    const using = waiting.find('a', asked('e1'))?.use(async () => Promise.reject(new Error('gone')));
    await Promise.all([expect(using).rejects.toThrow('gone'), request.close()]);
  });
});
