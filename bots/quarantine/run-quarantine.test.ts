import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Store } from '../../store/port.ts';
import { describeOnEachStore } from '../../test/support/each-store.ts';
import { readCommand } from './read-command.ts';
import { runQuarantine } from './run-quarantine.ts';

describe('what an operator asks for', () => {
  test.each([
    [['list'], { name: 'list' }],
    [['show', 'q1'], { name: 'show', id: 'q1', reveal: false }],
    [['show', 'q1', '--reveal'], { name: 'show', id: 'q1', reveal: true }],
    [['retry', 'q1'], { name: 'retry', id: 'q1' }],
    [['drop', 'q1'], { name: 'drop', id: 'q1' }],
  ])('is read: %j', (args, command) => {
    expect(readCommand(args)).toEqual(command);
  });

  test.each([
    [[]],
    [['list', 'q1']],
    [['show']],
    [['show', '--reveal']],
    [['show', 'q1', '--all']],
    [['retry', 'q1', 'q2']],
    [['drop', 'q1', '--reveal']],
    [['empty']],
    [['show', 'q1', '--reveal', 'x']],
  ])('is nothing: %j', (args) => {
    expect(readCommand(args)).toBeUndefined();
  });
});

const at = '2026-11-25T10:00:00.000Z';
const event = {
  door: 'messenger',
  type: 'message',
  from: { id: '7700000000000001' },
  text: 'mon code est 1234',
  hasAttachment: false,
  redacted: [],
};

describeOnEachStore('the quarantine seen by an operator', (open) => {
  let store: Store;
  let dispose: () => Promise<void>;

  beforeEach(async () => {
    ({ store, dispose } = await open());
  });
  afterEach(() => dispose());

  async function ask(...args: readonly string[]): Promise<{ readonly code: number; readonly printed: string }> {
    const lines: string[] = [];
    const note = (line: string): void => void lines.push(line);
    const command = readCommand(args);
    if (!command) throw new Error('no such command');
    const code = await runQuarantine(command, { quarantine: store.quarantine, print: note, complain: note });
    return { code, printed: lines.join('\n') };
  }

  async function setAside(eventId: string): Promise<string> {
    const taken = await store.conversations.takeIn({ conversation: 'facebook:abc', eventId, event });
    if (taken.outcome !== 'claimed') throw new Error(taken.outcome);
    await store.conversations.quarantine(taken.claim, { at, reason: 'turn', frames: ['at run (dialog.ts:12:3)'] }, []);
    await store.conversations.finish(taken.claim);
    const kept = (await store.quarantine.list()).find((candidate) => candidate.eventId === eventId);
    return kept?.id ?? '';
  }

  test('is empty at first', async () => {
    expect(await ask('list')).toEqual({ code: 0, printed: 'Nothing is set aside.' });
  });

  test('lists what is set aside, and where it broke', async () => {
    const id = await setAside('m_1');
    const { code, printed } = await ask('list');
    const [head, row] = printed.split('\n');
    expect([code, head?.split(/\s{2,}/)]).toEqual([0, ['ID', 'SET ASIDE', 'REASON', 'BEGUN', 'CONVERSATION', 'WHERE']]);
    expect(row?.split(/\s{2,}/)).toEqual([id, at, 'turn', '1', 'facebook:abc', 'at run (dialog.ts:12:3)']);
  });

  test('shows an event without the customer’s words and ids, unless they are asked for', async () => {
    const id = await setAside('m_secret');
    const { code, printed } = await ask('show', id);
    expect(code).toBe(0);
    expect(printed).toContain('"door": "messenger"');
    expect(printed).toContain('[17 characters]');
    expect(printed).toContain('at run (dialog.ts:12:3)');
    expect(printed).not.toMatch(/1234|7700000000000001|m_secret/);
    expect((await ask('show', id, '--reveal')).printed).toMatch(/m_secret[\s\S]*7700000000000001[\s\S]*mon code est 1234/);
  });

  test('shows replies that could not be sent without their words and figures, unless they are asked for', async () => {
    const taken = await store.conversations.takeIn({ conversation: 'facebook:abc', eventId: 'm_4', event });
    if (taken.outcome !== 'claimed') throw new Error(taken.outcome);
    await store.conversations.commit(taken.claim, { state: {}, replies: [{ merchant: 'Librairie', summary: { total_cost: 1298.87 } }] });
    await store.conversations.quarantine(taken.claim, { at, reason: 'delivery', frames: [] }, []);
    const [kept] = await store.quarantine.list();
    const { printed } = await ask('show', kept?.id ?? '');
    expect(printed).toContain('"total_cost": "[number]"');
    expect(printed).not.toMatch(/Librairie|1298/);
    expect((await ask('show', kept?.id ?? '', '--reveal')).printed).toMatch(/Librairie[\s\S]*1298\.87/);
  });

  test('gives an event back to be tried anew', async () => {
    const id = await setAside('m_2');
    expect((await ask('retry', id)).code).toBe(0);
    expect(await store.quarantine.list()).toEqual([]);
    expect((await store.conversations.claimOrphan())?.event).toEqual(event);
  });

  test('deletes an event', async () => {
    const id = await setAside('m_3');
    expect((await ask('drop', id)).code).toBe(0);
    expect(await store.quarantine.list()).toEqual([]);
    expect(await store.conversations.claimOrphan()).toBeUndefined();
  });

  test.each(['show', 'retry', 'drop'])('says so where there is nothing to %s', async (name) => {
    expect(await ask(name, 'nothing')).toEqual({ code: 1, printed: 'No event nothing is set aside.' });
  });
});
