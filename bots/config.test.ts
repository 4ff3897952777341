import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { ConfigError, environmentSchema, readConfig } from './config.ts';

function problemsOf(environment: Record<string, string>): readonly string[] {
  try {
    readConfig(environment);
    return [];
  } catch (error) {
    return error instanceof ConfigError ? error.problems : ['another error'];
  }
}

const tokens = { MESSENGER_APP_SECRET: 'new, old', MESSENGER_VERIFY_TOKEN: 'v', MESSENGER_PAGE_TOKEN: 't' };
const page = { ...tokens, PUBLIC_URL: 'https://bot.example' };

const bank = {
  BANK_API_URL: 'https://bank.example',
  BANK_ISSUER: 'https://bank.example',
  BANK_CLIENT_ID: 'guichet',
  BANK_CLIENT_SECRET: 's',
};

describe('the configuration', () => {
  test('needs nothing', () => {
    expect(readConfig({})).toMatchObject({
      http: { host: '127.0.0.1', port: 3978 },
      dataDir: '.data',
      messenger: undefined,
      bank: undefined,
      disclosure: { balance: 'sealed', transaction: 'sealed', receipt: 'sealed', delivery: 'sealed', card: 'sealed', alert: 'sealed' },
    });
  });

  test('takes empty variables as absent', () => {
    expect(readConfig({ PORT: '', REDIS_URL: '  ' })).toEqual(readConfig({}));
  });

  test('reads several app secrets, the current one first', () => {
    expect(readConfig(page).messenger).toEqual({ appSecrets: ['new', 'old'], verifyToken: 'v', pageToken: 't' });
  });

  test('opens no port for operators unless asked to, and then on this machine only', () => {
    expect(readConfig({}).admin).toBeUndefined();
    expect(readConfig({ ADMIN_PORT: '9464' }).admin).toEqual({ host: '127.0.0.1', port: 9464 });
    expect(readConfig({ ADMIN_PORT: '0', ADMIN_HOST: '10.0.0.7' }).admin).toEqual({ host: '10.0.0.7', port: 0 });
  });

  test('names every problem at once, and no value', () => {
    const problems = problemsOf({ PORT: 'many', REDIS_URL: 'http://secret.example', GRAPH_API_VERSION: '26', LOG_LEVEL: 'loud' });
    expect(problems.map((problem) => problem.split(':')[0])).toEqual(['PORT', 'REDIS_URL', 'LOG_LEVEL', 'GRAPH_API_VERSION']);
    expect(problems.join()).not.toContain('secret.example');
  });

  test.each([
    'redis://:secret@redis.example:6379/1',
    'rediss+sentinel://a.example:26379,b.example/counter',
    'redis+cluster://a.example,b.example:7000',
  ])('takes every address of Redis that the store reads: %s', (address) => {
    expect(readConfig({ REDIS_URL: address }).redisUrl).toBe(address);
  });

  test('says what is wrong with an address of Redis without the password in it', () => {
    const problems = problemsOf({ REDIS_URL: 'redis+sentinel://user:secret@a.example' });
    expect(problems).toEqual([expect.stringMatching(/^REDIS_URL: .*master/)]);
    expect(problems.join()).not.toContain('secret');
  });

  test('shares the rate of the Page among the processes of a host', () => {
    expect(readConfig({ ...page, ...bank, WORKERS: '3', MESSENGER_SENDS_PER_SECOND: '150' }).messengerSendsPerSecond).toBe(50);
    expect(readConfig({}).messengerSendsPerSecond).toBe(300);
  });

  test.each([
    [{ MESSENGER_PAGE_TOKEN: 't' }, ['MESSENGER_APP_SECRET', 'MESSENGER_VERIFY_TOKEN', 'PUBLIC_URL']],
    [{ BANK_API_URL: 'https://bank.example' }, ['BANK_ISSUER', 'BANK_CLIENT_ID', 'BANK_CLIENT_SECRET']],
    [{ STORE_KEYS: 'c2hvcnQ=' }, ['STORE_KEYS']],
    [{ STORE_KEYS: Buffer.alloc(32, 1).toString('base64'), STORE_KEYS_FILE: '/run/secrets/keys' }, ['STORE_KEYS_FILE']],
    [{ KEY_VAULT_REDIS_URL: 'redis://127.0.0.1:6380' }, ['KEY_VAULT_REDIS_URL']],
    [{ REDIS_URL: 'redis://127.0.0.1', KEY_VAULT_REDIS_URL: 'http://127.0.0.1' }, ['KEY_VAULT_REDIS_URL']],
    [{ BANK_TIME_ZONE: 'Mars/Olympus' }, ['BANK_TIME_ZONE']],
    [{ PORT: '3978', ADMIN_PORT: '3978' }, ['ADMIN_PORT']],
    [{ PORT: '0', ADMIN_PORT: '0' }, []],
    [{ GRAPH_API_URL: 'http://graph.example' }, ['GRAPH_API_URL']],
    [{ GRAPH_API_URL: 'http://127.0.0.1:8080' }, []],
    [{ ...page, PUBLIC_URL: 'http://bot.example' }, ['PUBLIC_URL']],
    [page, []],
    [tokens, ['PUBLIC_URL']],
    [{ ...tokens, GRAPH_API_URL: 'http://127.0.0.1:8080' }, []],
    [{ ...page, PUBLIC_URL: 'http://localhost:3978' }, ['PUBLIC_URL']],
    [{ ...page, PUBLIC_URL: 'https://127.0.0.1' }, ['PUBLIC_URL']],
    [{ ...page, MESSENGER_APP_SECRET: ',' }, ['MESSENGER_APP_SECRET']],
    [{ STORE_KEYS: ' , ,' }, ['STORE_KEYS']],
    [{ LEDGER_KEY: 'c2hvcnQ=' }, ['LEDGER_KEY']],
    [{ DISCLOSURE: 'open' }, ['DISCLOSURE']],
    [{ DISCLOSURE: 'balance=shown,weather=shown' }, ['DISCLOSURE']],
    [{ ...bank, BANK_ISSUER: 'http://bank.example' }, ['BANK_ISSUER']],
    [{ ...bank, BANK_ISSUER: 'http://127.0.0.1:8080' }, []],
    [{ WORKERS: '2' }, ['WORKERS']],
    [{ ...page, ...bank, WORKERS: '2' }, []],
    [{ MESSENGER_ECHOES: 'maybe' }, ['MESSENGER_ECHOES']],
    [{ MOST_TURNS: '0' }, ['MOST_TURNS']],
  ])('refuses what does not belong together: %j', (environment, names) => {
    expect(problemsOf(environment).map((problem) => problem.split(':')[0])).toEqual(names);
  });

  test('is explained in .env.example, variable by variable', () => {
    const explained = readFileSync('.env.example', 'utf8').matchAll(/^([A-Z_]+)=/gm);
    expect(new Set([...explained].map((match) => match[1]))).toEqual(new Set(Object.keys(environmentSchema.shape)));
  });

  test('has the defaults that .env.example says', () => {
    const example = Object.fromEntries(
      [...readFileSync('.env.example', 'utf8').matchAll(/^([A-Z_]+)=(.*)$/gm)].map((match) => [match[1] ?? '', match[2] ?? '']),
    );
    expect(readConfig(example)).toEqual(readConfig({}));
  });
});

describe('Chatwoot', () => {
  const chatwoot = {
    CHATWOOT_URL: 'https://chatwoot.bank.example/',
    CHATWOOT_ACCOUNT_ID: '3',
    CHATWOOT_INBOX_ID: '7',
    CHATWOOT_API_TOKEN: 'token',
    CHATWOOT_WEBHOOK_SECRET: 'new, old',
  };

  test('is there with all that it needs, or not at all', () => {
    expect(readConfig({}).chatwoot).toBeUndefined();
    expect(readConfig(chatwoot).chatwoot).toEqual({
      url: 'https://chatwoot.bank.example',
      accountId: 3,
      inboxId: 7,
      apiToken: 'token',
      webhookSecrets: ['new', 'old'],
    });
    for (const name of Object.keys(chatwoot)) {
      expect(problemsOf({ ...chatwoot, [name]: '' })).toEqual([expect.stringMatching(new RegExp(`^${name}: is needed together with`))]);
    }
  });

  test.each([
    [{ CHATWOOT_URL: 'http://chatwoot.bank.example' }, ['CHATWOOT_URL: must be https, except on this machine']],
    [{ CHATWOOT_URL: 'http://127.0.0.1:3000' }, []],
    [{ DESK: 'off' }, ['CHATWOOT_URL: needs the desk, which shows who holds a conversation (DESK, DESK_ISSUER)']],
    [{ CHATWOOT_WEBHOOK_SECRET: ',' }, [expect.stringMatching(/^CHATWOOT_WEBHOOK_SECRET: /)]],
    [{ CHATWOOT_INBOX_ID: 'guichet' }, [expect.stringMatching(/^CHATWOOT_INBOX_ID: /)]],
  ])('is refused where it does not fit: %j', (change, problems) => {
    expect(problemsOf({ ...chatwoot, ...change })).toEqual(problems);
  });

  test('beside a Page needs a desk that somebody can sign in to', () => {
    expect(problemsOf({ ...page, ...bank, ...chatwoot })).toEqual([expect.stringMatching(/^CHATWOOT_URL: needs the desk/)]);
    const desk = { DESK_ISSUER: 'https://login.bank.example', DESK_CLIENT_ID: 'guichet', DESK_CLIENT_SECRET: 's' };
    expect(problemsOf({ ...page, ...bank, ...chatwoot, ...desk })).toEqual([]);
  });
});

describe('the language model', () => {
  const key = { OPENAI_API_KEY: 'sk-secret' };

  test('is there with a key, unless it is off', () => {
    expect(readConfig({}).model).toBeUndefined();
    expect(readConfig({ ...key, OPENAI_MODE: 'off' }).model).toBeUndefined();
    expect(readConfig(key).model).toMatchObject({ baseUrl: 'https://api.openai.com/v1', prices: { input: 0.4, output: 1.6 } });
    expect(problemsOf({ ...key, OPENAI_MODE: 'open' })).toHaveLength(1);
  });

  test('is talked to over https, except on this machine', () => {
    expect(problemsOf({ ...key, OPENAI_BASE_URL: 'http://model.example/v1' })).toEqual([
      'OPENAI_BASE_URL: must be https, except on this machine',
    ]);
    expect(readConfig({ ...key, OPENAI_BASE_URL: 'http://127.0.0.1:8000/v1/' }).model?.baseUrl).toBe('http://127.0.0.1:8000/v1');
  });

  test('has budgets that all processes of a host share', () => {
    expect(readConfig({ ...page, ...bank, ...key, WORKERS: '3', OPENAI_TOKENS_PER_DAY: '900' }).model?.limits.day).toBe(300);
  });
});
