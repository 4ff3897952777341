import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { plain } from '../../test/support/plain-text.ts';
import { startApp, type TestApp } from '../../test/support/start-app.ts';
import { readChatArguments, runChat } from './run-chat.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.stop());

/** What the terminal shows after these lines were typed. */
async function chat(args: readonly string[], typed = ''): Promise<string> {
  const { simulator } = app;
  if (!simulator) throw new TypeError('this test needs the simulator');
  const input = new PassThrough();
  const output = new PassThrough();
  input.end(typed);
  const shown = text(output);
  await runChat(simulator, { input, output }, readChatArguments(args));
  output.end();
  return plain(await shown);
}

describe('the terminal', () => {
  test('answers one message', async () => {
    expect(await chat(['--customer', 'demo-fr', 'Quel est mon solde ?'])).toMatch(/Vos comptes au .*\n· Compte courant : -?[\d ]+,\d\d €/);
  });

  test('holds a conversation until the input ends', async () => {
    const shown = await chat(['--customer', 'demo-gb'], 'hello\n\nmy last 2 transactions\n');
    expect(shown).toMatch(/automated assistant[^]*latest 2 transactions/);
  });

  test('takes the words of a button for a tap', async () => {
    const shown = await chat(['--customer', 'demo-gb'], 'hello\nmy deliveries\n');
    expect(shown).toMatch(/parcel/);
  });

  test('names the customers there are', async () => {
    await expect(chat(['--customer', 'nobody', 'hi'])).rejects.toThrow(/demo-fr, demo-gb/);
  });

  test('explains itself when it is called wrongly', () => {
    expect(() => readChatArguments(['--colour', 'blue'])).toThrow(/usage: npm run -s chat/);
  });
});
