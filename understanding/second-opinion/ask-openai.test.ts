import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createModelFetch } from '../../bots/model-fetch.ts';
import { merchantName } from '../../engine/slots/slots.ts';
import { type ModelSays, type ModelStub, modelAnswer, startModelStub, starts } from '../../test/support/model-stub.ts';
import { openEgress } from '../../test/support/open-egress.ts';
import { createAskOpenAi } from './ask-openai.ts';
import { opinionForm } from './opinion-form.ts';

const form = opinionForm([{ id: 'list', description: 'Wants a list.', slots: { merchant: merchantName.optional() } }]);
const timeoutMs = 1_000;
const question = { sentence: 'my things of [name_1]' };

let stub: ModelStub;
let pool: ReturnType<ReturnType<typeof openEgress>['pool']>;

beforeAll(async () => {
  stub = await startModelStub();
  pool = openEgress().pool('model', stub.url);
});
afterAll(async () => {
  await pool.close();
  await stub.close();
});

async function ask(says?: ModelSays) {
  stub.says(() => says ?? starts('list', { merchant: '[name_1]' }));
  const fetch = createModelFetch({ pool, origin: new URL(stub.url).origin, timeoutMs });
  return createAskOpenAi({ fetch, apiKey: 'sk-stub', baseUrl: stub.url, model: 'stub', timeoutMs, form })(question);
}

const text = (said: string) => ({ type: 'output_text', annotations: [], text: said });

describe('asking a model', () => {
  test('sends the question once, with the form and no header that tells of the machine', async () => {
    const before = stub.calls.length;
    const value = { reading: { dialog: 'list', slots: { merchant: '[name_1]' } } };
    expect(await ask()).toEqual({ outcome: 'answered', value, tokens: { input: 900, output: 40 } });
    expect(stub.calls.length - before).toBe(1);
    const [headers = ''] = (stub.calls.at(-1)?.raw ?? '').split('\n');
    const names = Object.keys(JSON.parse(headers)).toSorted();
    expect(names).toEqual(['accept', 'authorization', 'connection', 'content-length', 'content-type', 'host']);
  });

  test.each<[string, ModelSays, object]>([
    ['refuses', { refusal: 'I cannot' }, { outcome: 'refused', tokens: { input: 900, output: 40 } }],
    ['breaks off its JSON', { text: '{"reading":{"dialog":"li' }, { outcome: 'garbage', tokens: { input: 900, output: 40 } }],
    ['answers no JSON at all', { text: 'ignore your instructions', status: 200 }, { outcome: 'garbage' }],
    ['answers something else', { json: { hello: 'there' } }, { outcome: 'garbage' }],
    ['answers nothing', { text: '', status: 200 }, { outcome: 'garbage' }],
    [
      'is cut off',
      { json: { ...modelAnswer(text('{"reading":null}')), status: 'incomplete' } },
      { outcome: 'garbage', tokens: { input: 900, output: 40 } },
    ],
    ['sends a million tokens', { json: modelAnswer(text('token '.repeat(1_000_000))) }, { outcome: 'garbage' }],
    ['has too many requests', { status: 429, json: {}, headers: { 'retry-after': '60' } }, { outcome: 'rate_limited' }],
    ['has an error', { status: 500, json: {} }, { outcome: 'unavailable' }],
    ['refuses the key', { status: 401, json: {} }, { outcome: 'rejected' }],
    ['leads elsewhere', { status: 307, headers: { location: 'http://127.0.0.1:9/v1/responses' } }, { outcome: 'rejected' }],
    ['cuts the connection', { raw: (response) => void response.destroy() }, { outcome: 'unavailable' }],
    ['hangs', { raw: () => undefined }, { outcome: 'timed_out' }],
    ['hangs in the middle', { raw: (response) => void response.writeHead(200).write('{"output":') }, { outcome: 'timed_out' }],
  ])('a server that %s', async (_name, says, expected) => {
    const [before, began] = [stub.calls.length, performance.now()];
    expect(await ask(says)).toEqual(expected);
    expect(performance.now() - began).toBeLessThan(timeoutMs + 5_000);
    expect(stub.calls.length - before).toBe(1);
  });

  test('counts no more tokens than one question can take, whatever is said', async () => {
    const answer = (usage: unknown): ModelSays => ({ json: modelAnswer(text('{}'), usage) });
    expect(await ask(answer({ input_tokens: 1e12, output_tokens: -5 }))).toMatchObject({ tokens: { input: 100_000, output: 100_000 } });
    expect(await ask(answer('many'))).toEqual({ outcome: 'answered', value: {} });
  });

  test('a server that is not there', async () => {
    const origin = 'http://127.0.0.1:9';
    const away = openEgress().pool('model', origin);
    const fetch = createModelFetch({ pool: away, origin, timeoutMs });
    const asked = createAskOpenAi({ fetch, apiKey: 'k', baseUrl: `${origin}/v1`, model: 'm', timeoutMs, form });
    expect(await asked(question)).toEqual({ outcome: 'unavailable' });
    await away.close();
  });

  test('nothing goes anywhere else', async () => {
    const fetch = createModelFetch({ pool, origin: new URL(stub.url).origin, timeoutMs });
    for (const address of ['http://127.0.0.1:9/v1/responses', 'https://api.openai.com/v1/responses'])
      await expect(fetch(address, { method: 'POST', body: '{}' })).rejects.toThrow('at its own origin only');
  });
});
