import { expect, test } from '@jest/globals';
import { TurnContext } from 'botbuilder';
import { OutboxAdapter } from '../outbox-adapter.ts';
import { initiateHandoff, readHandoffStatus } from './handoff-events.ts';

test('asks a hub to take the conversation, with why and without what was said', () => {
  const activity = {
    type: 'message',
    id: 'a1',
    channelId: 'msteams',
    text: 'mon secret',
    conversation: { id: 'c', name: '', isGroup: false, conversationType: '' },
  };
  const event = initiateHandoff(new TurnContext(new OutboxAdapter(), activity), {
    reason: 'dispute',
    urgency: 'high',
    skill: 'disputes',
    language: 'fr',
  });
  expect(event).toMatchObject({
    type: 'event',
    name: 'handoff.initiate',
    value: { reason: 'dispute', urgency: 'high' },
    conversation: { id: 'c' },
  });
  expect(JSON.stringify(event)).not.toContain('secret');
});

test.each(['accepted', 'failed', 'completed'])('is told that it was %s', (state) => {
  expect(readHandoffStatus({ type: 'event', name: 'handoff.status', value: { state } })).toEqual({ kind: 'hub', state, by: null });
});

test.each([
  { type: 'message', name: 'handoff.status', value: { state: 'accepted' } },
  { type: 'event', name: 'other', value: { state: 'accepted' } },
  { type: 'event', name: 'handoff.status', value: { state: 'perhaps' } },
  { type: 'event', name: 'handoff.status' },
])('is not told by %j', (activity) => {
  expect(readHandoffStatus(activity)).toBeUndefined();
});
