import { describe, expect, test } from '@jest/globals';
import type { SendBody } from '../../bots/messenger/send-body.ts';
import { type ConversationApp, playTranscript, TranscriptMismatchError } from './play-transcript.ts';
import { parseTranscript } from './transcript.ts';

type Said = Parameters<ConversationApp['say']>[0];

/** An application that answers from a list and notes everything that happens to it. */
function scriptedApp(answers: readonly (readonly SendBody[])[]) {
  const said: Said[] = [];
  const world: string[] = [];
  const app: ConversationApp = {
    say: async (input) => {
      said.push(input);
      return answers[said.length - 1] ?? [];
    },
    setClock: (now) => world.push(`clock ${now.toISOString()}`),
    setBank: async (state) => void world.push(`bank ${state}`),
    signIn: async (customer, url) => {
      world.push(`sign in ${customer} ${url}`);
      return '654321';
    },
  };
  return { app, said, world };
}

const reply = (title: string, payload: string) => ({ content_type: 'text' as const, title, payload });
const play = (app: ConversationApp, body: string, headers = '') =>
  playTranscript(app, parseTranscript(`# t\nCustomer: demo-fr\n${headers}\n${body}`), 'fr');
const choice: SendBody = { text: 'Lequel ?', quick_replies: [reply('12,00 € · A', 'p1'), reply('B', 'p2')] };

describe('a conversation', () => {
  test('begins anew and goes on', async () => {
    const { app, said, world } = scriptedApp([[{ text: 'b' }], [{ text: 'd' }]]);
    await play(app, '> a\n\nb\n\n> c\n\nd\n');
    expect(said).toEqual([
      { customer: 'demo-fr', text: 'a', reset: true },
      { customer: 'demo-fr', text: 'c' },
    ]);
    expect(world).toEqual(['clock 2026-11-17T12:00:00.000Z', 'bank up', 'bank up']);
  });

  test('stops at the first answer that differs', async () => {
    const { app, said } = scriptedApp([[{ text: 'x' }]]);
    await expect(play(app, '> a\n\nb\n\n> c\n\nd\n')).rejects.toThrow(TranscriptMismatchError);
    expect(said).toHaveLength(1);
  });

  test('presses by position, by title, and again', async () => {
    const { app, said } = scriptedApp([[choice], [{ text: 'ok' }], [{ text: 'ok' }], [{ text: 'ok' }], [{ text: 'ok' }]]);
    await play(
      app,
      '> a\n\nLequel ?\n\n> (press 2)\n\nok\n\n> (press "{{amount}} · A")\n\nok\n\n> (press again)\n\nok\n\n> (press an unknown button)\n\nok\n',
    );
    expect(said.slice(1).map(({ payload }) => payload)).toEqual(['p2', 'p1', 'p1', 'nobody-made-this']);
  });

  test('cannot press by position what is no longer on the screen', async () => {
    const { app } = scriptedApp([[choice], [{ text: 'ok' }], [{ text: 'ok' }]]);
    await expect(play(app, '> a\n\nLequel ?\n\n> b\n\nok\n\n> (press 1)\n\nok\n')).rejects.toThrow('line 12: there is no 1 to press');
  });

  test('lets time pass from the clock it names', async () => {
    const { app, world } = scriptedApp([[{ text: 'b' }], [{ text: 'd' }]]);
    await play(app, '> a\n\nb\n\n> (wait 20 minutes)\n\n> c\n\nd\n', 'Clock: 2026-11-18T08:00:00Z\n');
    expect(world).toEqual(['clock 2026-11-18T08:00:00.000Z', 'bank up', 'bank up', 'clock 2026-11-18T08:20:00.000Z']);
  });

  test('of an unlinked customer begins by unlinking, in the customer’s language', async () => {
    const { app, said } = scriptedApp([[], [], [{ text: 'b' }]]);
    await play(app, '> a\n\nb\n', 'Linked: no\n');
    expect(said).toEqual([
      { customer: 'demo-fr', text: 'délier mon compte', reset: true },
      { customer: 'demo-fr', text: 'oui' },
      { customer: 'demo-fr', text: 'a' },
    ]);
  });

  test('with a bank that fails begins while it still answers', async () => {
    const { app, said, world } = scriptedApp([[], [{ text: 'b' }]]);
    await play(app, '> a\n\nb\n', 'Bank: down\n');
    expect(said.map(({ reset }) => reset)).toEqual([true, undefined]);
    expect(world.at(-1)).toBe('bank down');
  });

  test('signs in by the newest link and types the code of the page', async () => {
    const link = (url: string): SendBody => ({
      attachment: {
        type: 'template',
        payload: { template_type: 'button', text: 'Connectez-vous', buttons: [{ type: 'web_url', title: 'Me connecter', url }] },
      },
    });
    const { app, said, world } = scriptedApp([[link('https://a.example')], [link('https://b.example')], [{ text: 'ok' }]]);
    const ask = '> a\n\nConnectez-vous\n[Me connecter ↗]\n\n';
    await play(app, `${ask}${ask}> (sign in)\n\n> le code : {{code}}\n\nok\n`);
    expect(world.at(-1)).toBe('sign in demo-fr https://b.example');
    expect(said.at(-1)?.text).toBe('le code : 654321');
  });

  test('cannot sign in where no link was given', async () => {
    const { app } = scriptedApp([[{ text: 'b' }]]);
    await expect(play(app, '> a\n\nb\n\n> (sign in)\n\n> c\n\nd\n')).rejects.toThrow('no link at which to sign in');
  });
});
