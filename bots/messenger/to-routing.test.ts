import { expect, test } from '@jest/globals';
import { parseWebhook } from './payloads.ts';
import { toRouting } from './to-routing.ts';

const [page, psid, inbox] = ['1234567890', '7700000000000001', '263902037430900'];

function read(element: object, array = 'messaging', appId?: string) {
  const head = { sender: { id: psid }, recipient: { id: page }, timestamp: 1_764_500_000_000 };
  const { events } = parseWebhook({ object: 'page', entry: [{ id: page, time: 1, [array]: [{ ...head, ...element }] }] });
  const [event] = events;
  if (!event) throw new Error('nothing was read');
  return toRouting(event, appId)?.desk;
}

test.each([
  ['the inbox takes it', { take_thread_control: { previous_owner_app_id: '1', new_owner_app_id: inbox } }, 'took'],
  ['it is passed to the inbox', { pass_thread_control: { previous_owner_app_id: 1, new_owner_app_id: Number(inbox) } }, 'took'],
  ['the inbox passes it back', { pass_thread_control: { previous_owner_app_id: inbox, new_owner_app_id: '42' } }, 'gave_back'],
  ['another app asks for it', { request_thread_control: { requested_owner_app_id: 99 } }, 'asked'],
])('%s', (_what, element, did) => {
  for (const array of ['messaging', 'messaging_handovers', 'standby'])
    expect(read(element, array)).toMatchObject({ kind: 'page_inbox', did });
});

test('with our own id known, a pass to another app is a take', () => {
  const pass = { pass_thread_control: { previous_owner_app_id: inbox, new_owner_app_id: '99' } };
  expect(read(pass, 'messaging', '42')).toMatchObject({ did: 'took' });
  expect(read({ pass_thread_control: { new_owner_app_id: '42' } }, 'messaging', '42')).toMatchObject({ did: 'gave_back' });
});

test('an echo of what we did not send is a person; ours is not', () => {
  const echo = (extra: object) => ({
    sender: { id: page },
    recipient: { id: psid },
    message: { mid: 'm', is_echo: true, text: 'Bonjour, carte 4970100000000055', ...extra },
  });
  expect(read(echo({ app_id: inbox }))).toMatchObject({
    kind: 'page_inbox',
    did: 'spoke',
    app: inbox,
    text: expect.not.stringContaining('4970'),
  });
  expect(read(echo({ metadata: 'send-1', app_id: 42 }))).toBeUndefined();
});

test('what a customer writes in standby is overheard, and never answered', () => {
  expect(read({ message: { mid: 'm', text: 'vous êtes là ?' } }, 'standby')).toEqual({
    kind: 'overheard',
    text: 'vous êtes là ?',
    attachment: false,
    redacted: [],
  });
  expect(read({ message: { mid: 'm', text: 'bonjour' } })).toBeUndefined();
});

test('what a customer sends beside words in standby is told as what it is; a thumbs-up is a word', () => {
  const attachments = [{ type: 'image', payload: { url: 'https://scontent.xx.fbcdn.net/a.jpg' } }];
  expect(read({ message: { mid: 'm', attachments } }, 'standby')).toMatchObject({
    text: null,
    attachment: true,
    sent: [{ kind: 'image', place: null, fetchable: true, url: 'https://scontent.xx.fbcdn.net/a.jpg' }],
  });
  const thumb = { type: 'image', payload: { url: 'https://scontent.xx.fbcdn.net/b.png', sticker_id: 369_239_263_222_822 } };
  expect(read({ message: { mid: 'm', attachments: [thumb] } }, 'standby')).toEqual({
    kind: 'overheard',
    text: '👍',
    attachment: false,
    redacted: [],
  });
});
