import { describe, expect, test } from '@jest/globals';
import { alice, messagePayload, statusPayload, stubChatwoot } from '../../test/support/chatwoot-stub.ts';
import { readEvent } from './read-event.ts';

const read = (json: unknown) => readEvent(json, stubChatwoot);

describe('a webhook of Chatwoot', () => {
  test('tells what an agent has answered, under a first name and a number', () => {
    const said = read(messagePayload(9, 5, { text: 'Bonjour **vous**', sender: { ...alice, name: 'Alice Martin' } }));
    const by = { id: 'chatwoot:12', name: 'Alice' };
    expect(said).toEqual({ did: 'said', conversation: 5, message: 9, text: 'Bonjour vous', attachments: false, by });
  });

  test('tells of attachments, also without a word', () => {
    expect(read(messagePayload(9, 5, { text: null, attachments: 2 }))).toMatchObject({ did: 'said', text: '', attachments: true });
  });

  test('tells that a conversation is resolved, and whose it was', () => {
    expect(read(statusPayload(5, 'resolved'))).toEqual({ did: 'resolved', conversation: 5, by: { id: 'chatwoot:12', name: 'Alice' } });
    expect(read({ ...statusPayload(5, 'resolved'), meta: { assignee: null } })).toMatchObject({ by: { id: 'desk:chatwoot' } });
  });

  const withoutPrivate = Object.fromEntries(Object.entries(messagePayload(9, 5, { text: 'a' })).filter(([name]) => name !== 'private'));
  test.each([
    ['a private note', messagePayload(9, 5, { text: 'a', private: true })],
    ['one that does not say whether it is private', withoutPrivate],
    [
      'what we posted for the customer',
      messagePayload(9, 5, { text: 'a', type: 'incoming', sender: { id: 1, name: 'Client', type: 'contact' } }),
    ],
    ['an assistant', messagePayload(9, 5, { text: 'a', sender: { id: 1, name: 'Captain', type: 'captain_assistant' } })],
    ['a bot', messagePayload(9, 5, { text: 'a', sender: { id: 1, name: 'Robot', type: 'agent_bot' } })],
    ['an automation', messagePayload(9, 5, { text: 'a', sender: null })],
    ['a greeting of the inbox', messagePayload(9, 5, { text: 'a', type: 'template' })],
    ['another inbox', messagePayload(9, 5, { text: 'a', inbox: 8 })],
    ['another account', messagePayload(9, 5, { text: 'a', account: 4 })],
    ['nothing', messagePayload(9, 5, { text: '  ' })],
    ['another state', statusPayload(5, 'pending')],
    ['another inbox, resolved', statusPayload(5, 'resolved', 8)],
    ['a kind of event that asks for nothing', { event: 'contact_updated', id: 5 }],
    ['no event', { id: 5 }],
    ['a list', []],
    ['a word', 'resolved'],
  ])('is ignored where it is of %s', (_what, json) => {
    expect(read(json)).toBe('ignored');
  });
});
