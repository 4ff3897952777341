import { createServer, type IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { request } from 'undici';
import { z } from 'zod';
import { type Listening, listen } from '../bots/http/listen.ts';
import { isSigned, signatureKeys } from '../bots/messenger/signature.ts';
import { type DriveOptions, driveClosed, driveOpen } from './drive.ts';
import { type GraphSink, startGraphSink } from './graph-sink.ts';

const appSecret = 'a secret';
const webhook = z.object({
  entry: z.tuple([z.object({ messaging: z.tuple([z.looseObject({ sender: z.object({ id: z.string() }) })]) })]),
});

let sink: GraphSink;
let bot: Listening;
/** Who said what, in the order in which it came. */
let heard: { readonly psid: string; readonly said: object }[];

/** What the webhook answers. */
let status: number;

/** Answers each message by one of its own, after a sign that is no answer. */
async function reply(message: IncomingMessage): Promise<void> {
  const bytes = await buffer(message);
  if (!isSigned(bytes, message.headers['x-hub-signature-256'], signatureKeys([appSecret]))) return;
  const { sender, ...said } = webhook.parse(JSON.parse(bytes.toString('utf8'))).entry[0].messaging[0];
  heard.push({ psid: sender.id, said });
  for (const content of ['"sender_action":"typing_on"', '"message":{"text":"yes"}']) {
    const answer = await request(sink.url, { method: 'POST', body: `{"recipient":{"id":"${sender.id}"},${content}}` });
    await answer.body.dump();
  }
}

function options(): DriveOptions {
  const says = [
    { scenario: 'words', text: 'hello' },
    { scenario: 'button', payload: 's.balance' },
  ];
  return { urls: [bot.url], appSecret, sink, says, psidOf: (serial) => String(7_000 + (serial % 4)) };
}

beforeEach(async () => {
  heard = [];
  status = 200;
  sink = await startGraphSink();
  const server = createServer((message, response) => {
    if (status === 200) void reply(message);
    response.writeHead(status).end();
  });
  bot = await listen(server, { host: '127.0.0.1', port: 0 });
});

afterEach(async () => {
  await bot.close();
  await sink.close();
});

test('in closed loop every message is answered before its customer writes again, and is told apart by scenario', async () => {
  const result = await driveClosed(options(), { lanes: 2, turns: 8 });
  expect(result.turns).toBe(8);
  expect(result.ackMs).toHaveLength(8);
  expect(result.turnMs).toHaveLength(8);
  expect(result.byScenario.get('words')).toHaveLength(4);
  expect(result.byScenario.get('button')).toHaveLength(4);
  expect(new Set(heard.map(({ psid }) => psid)).size).toBe(4);
  expect(heard.filter(({ said }) => 'postback' in said)).toHaveLength(4);
});

test('whoever writes again before the answer has come is answered twice', async () => {
  const result = await driveOpen({ ...options(), psidOf: () => '7000' }, { perSecond: 1_000, seconds: 0.02 });
  expect(result.turnMs).toHaveLength(20);
});

test('in open loop as many messages arrive as the rate says', async () => {
  const result = await driveOpen({ ...options(), psidOf: String }, { perSecond: 100, seconds: 0.1 });
  expect(result.turnMs).toHaveLength(10);
  expect(heard).toHaveLength(10);
});

test('a message that is not taken ends the run', async () => {
  status = 503;
  await expect(driveClosed(options(), { lanes: 1, turns: 1 })).rejects.toThrow('503');
});
