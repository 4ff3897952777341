import { z } from 'zod';
import { isLoopback } from '../connectors/bank-sign-in/is-loopback.ts';
import { routings } from '../handoff/thread-call.ts';
import { type ConsentTopic, consentTopics } from '../secrecy/consent/consent.ts';
import type { Ceiling } from '../secrecy/consent/effective-grant.ts';
import { type DisclosureLevel, disclosureLevels } from '../secrecy/grant.ts';
import { parseRedisAddress } from '../store/redis/redis-address.ts';
import { chatwootGroup, chatwootSettings, chatwootVariables } from './chatwoot-settings.ts';
import { baseUrl, list, text } from './config-values.ts';
import { deskEnvironment, deskSettings } from './desk-settings.ts';
import { modelVariables, toModelConfig } from './model-config.ts';

/** Read as the store reads it; what is wrong is said without the address, which holds a password. */
const redisUrl = text.superRefine((value, context) => {
  try {
    parseRedisAddress(value);
  } catch (error) {
    context.addIssue({ code: 'custom', message: error instanceof TypeError ? error.message : 'is not an address of Redis' });
  }
});

/** One level for all topics, or `balance=banded,receipt=shown`: what is not named stays sealed. */
const ceiling = text.default('sealed').transform((value, context): Ceiling => {
  const levels = new Map<string, DisclosureLevel>();
  for (const part of value.split(',')) {
    const [first = '', second] = part.split('=').map((word) => word.trim());
    const level = disclosureLevels.find((known) => known === (second ?? first));
    const topics = second === undefined ? consentTopics : consentTopics.filter((topic) => topic === first);
    if (level === undefined || topics.length === 0)
      context.addIssue(
        `is no level and no list of topic=level; levels: ${disclosureLevels.join(', ')}; topics: ${consentTopics.join(', ')}`,
      );
    else for (const topic of topics) levels.set(topic, level);
  }
  const of = (topic: ConsentTopic): DisclosureLevel => levels.get(topic) ?? 'sealed';
  return {
    balance: of('balance'),
    transaction: of('transaction'),
    receipt: of('receipt'),
    delivery: of('delivery'),
    card: of('card'),
    alert: of('alert'),
  };
});

/** Every variable of the environment that Guichet reads; `.env.example` explains each. */
export const environmentSchema = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3978),
  HOST: text.optional(),
  ADMIN_PORT: z.coerce.number().int().min(0).max(65_535).optional(),
  ADMIN_HOST: text.default('127.0.0.1'),
  PUBLIC_URL: baseUrl.optional(),
  GUICHET_DATA_DIR: text.default('.data'),
  REDIS_URL: redisUrl.optional(),
  KEY_VAULT_REDIS_URL: redisUrl.optional(),
  STORE_KEYS: list.optional(),
  STORE_KEYS_FILE: text.optional(),
  LEDGER_KEY: text.optional(),
  WORKERS: z.coerce.number().int().min(0).max(64).default(0),
  MOST_TURNS: z.coerce.number().int().min(1).default(1_000),
  MOST_EVENTS_PER_CUSTOMER: z.coerce.number().int().min(0).default(30),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  DISCLOSURE: ceiling,
  LEGAL_HOLD: list.optional(),
  MESSENGER_APP_SECRET: list.optional(),
  MESSENGER_VERIFY_TOKEN: text.optional(),
  MESSENGER_PAGE_TOKEN: text.optional(),
  MESSENGER_APP_ID: text.optional(),
  MESSENGER_ROUTING: z.enum(routings).default('off'),
  MESSENGER_ECHOES: z.enum(['on', 'off']).default('on'),
  MESSENGER_SENDS_PER_SECOND: z.coerce.number().positive().default(300),
  MESSENGER_MEDIA_HOSTS: list.default(['fbcdn.net', 'fbsbx.com']),
  GRAPH_API_URL: baseUrl.default('https://graph.facebook.com'),
  GRAPH_API_VERSION: z
    .string()
    .regex(/^v\d{1,3}\.\d$/, 'must look like v26.0')
    .default('v26.0'),
  MICROSOFT_APP_ID: text.optional(),
  MICROSOFT_APP_PASSWORD: text.optional(),
  MICROSOFT_APP_TENANT_ID: text.optional(),
  BANK_NAME: text.default('Guichet'),
  BANK_TIME_ZONE: text.default('Europe/Paris'),
  BANK_PHONE: text.default('+33 1 99 00 12 34'),
  BANK_CARD_PHONE: text.optional(),
  BANK_HOURS_FR: text.default('du lundi au vendredi, de 9\u00a0h à 18\u00a0h'),
  BANK_HOURS_EN: text.default('Monday to Friday, 9\u00a0am to 6\u00a0pm'),
  BANK_CONTACT_URL: baseUrl.default('https://banque.example/contact'),
  BANK_API_URL: baseUrl.optional(),
  BANK_ISSUER: baseUrl.optional(),
  BANK_CLIENT_ID: text.optional(),
  BANK_CLIENT_SECRET: text.optional(),
  BANK_ACR: text.optional(),
  BANK_CARD_SERVICES_URL: baseUrl.optional(),
  SUMUP_API_URL: baseUrl.default('https://api.sumup.com'),
  SUMUP_API_KEY: text.optional(),
  PAYPAL_API_URL: baseUrl.default('https://api-m.paypal.com'),
  PAYPAL_CLIENT_ID: text.optional(),
  PAYPAL_CLIENT_SECRET: text.optional(),
  LAPOSTE_API_URL: baseUrl.default('https://api.laposte.fr/suivi/v2'),
  LAPOSTE_API_KEY: text.optional(),
  ...modelVariables,
  ...deskEnvironment,
  ...chatwootVariables,
});
type Environment = z.infer<typeof environmentSchema>;

/** The configuration does not hold together. `problems` names each variable and what is wrong with it; values are never repeated. */
export class ConfigError extends Error {
  readonly code = 'bad_config';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`The configuration has ${problems.length} problem(s):\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
    this.name = 'ConfigError';
    this.problems = problems;
  }
}

/** Variables that make sense together only: all of a group or none. */
const groups = [
  ['MESSENGER_APP_SECRET', 'MESSENGER_VERIFY_TOKEN', 'MESSENGER_PAGE_TOKEN'],
  ['MICROSOFT_APP_ID', 'MICROSOFT_APP_PASSWORD'],
  ['BANK_API_URL', 'BANK_ISSUER', 'BANK_CLIENT_ID', 'BANK_CLIENT_SECRET'],
  ['PAYPAL_CLIENT_ID', 'PAYPAL_CLIENT_SECRET'],
  ['DESK_ISSUER', 'DESK_CLIENT_ID', 'DESK_CLIENT_SECRET'],
  chatwootGroup,
] as const satisfies readonly (readonly (keyof Environment)[])[];

function incompleteGroups(environment: Environment): string[] {
  return groups.flatMap((group) => {
    const missing = group.filter((name) => environment[name] === undefined);
    return missing.length === 0 || missing.length === group.length
      ? []
      : missing.map((name) => `${name}: is needed together with ${group.filter((other) => other !== name).join(', ')}`);
  });
}

const isHere = (address: string): boolean => isLoopback(new URL(address).hostname);

/** Tokens, figures and cookies travel to these: in the clear only on this machine. */
function unprotectedAddresses(environment: Environment): string[] {
  const remote = [
    'GRAPH_API_URL',
    'BANK_API_URL',
    'BANK_ISSUER',
    'BANK_CARD_SERVICES_URL',
    'SUMUP_API_URL',
    'PAYPAL_API_URL',
    'LAPOSTE_API_URL',
    'OPENAI_BASE_URL',
    'DESK_ISSUER',
    'CHATWOOT_URL',
  ] as const;
  const names = environment.MESSENGER_PAGE_TOKEN ? ([...remote, 'PUBLIC_URL'] as const) : remote;
  return names.flatMap((name) => {
    const address = environment[name];
    const isOpen = address?.startsWith('http:') && !isHere(address);
    return isOpen ? [`${name}: must be https, except on this machine`] : [];
  });
}

/** A Page has customers elsewhere, unless its Graph API is a stub on this machine. */
function unreachableLinks({ MESSENGER_PAGE_TOKEN, GRAPH_API_URL, PUBLIC_URL }: Environment): string[] {
  if (MESSENGER_PAGE_TOKEN === undefined || isHere(GRAPH_API_URL)) return [];
  if (PUBLIC_URL === undefined)
    return ['PUBLIC_URL: is needed with MESSENGER_*: it is in the links that customers get, https://bot.bank.example for instance'];
  return isHere(PUBLIC_URL) ? ['PUBLIC_URL: is an address of this machine, which no customer of a Page can reach'] : [];
}

/** Whether real customers or a real bank are served. */
function isReal({ MESSENGER_PAGE_TOKEN, BANK_API_URL }: Environment): boolean {
  return MESSENGER_PAGE_TOKEN !== undefined || BANK_API_URL !== undefined;
}

function otherProblems(environment: Environment): string[] {
  const problems: string[] = [];
  const isBad = (key: string): boolean => Buffer.from(key, 'base64').length !== 32;
  const badKey = environment.STORE_KEYS?.some(isBad);
  if (environment.LEDGER_KEY !== undefined && isBad(environment.LEDGER_KEY))
    problems.push('LEDGER_KEY: must be 32 bytes in base64 (openssl rand -base64 32)');
  if (badKey) problems.push('STORE_KEYS: each key must be 32 bytes in base64 (openssl rand -base64 32)');
  if (environment.STORE_KEYS !== undefined && environment.STORE_KEYS_FILE !== undefined)
    problems.push('STORE_KEYS_FILE: the keys are in STORE_KEYS already; set one of the two');
  if (environment.KEY_VAULT_REDIS_URL !== undefined && environment.REDIS_URL === undefined)
    problems.push('KEY_VAULT_REDIS_URL: needs REDIS_URL; without it data keys are in GUICHET_DATA_DIR');
  if (!Intl.supportedValuesOf('timeZone').includes(environment.BANK_TIME_ZONE) && environment.BANK_TIME_ZONE !== 'UTC')
    problems.push('BANK_TIME_ZONE: is not a time zone such as Europe/Paris');
  if (environment.ADMIN_PORT === environment.PORT && environment.PORT !== 0)
    problems.push('ADMIN_PORT: must not be PORT, which customers reach');
  if (environment.WORKERS > 0 && (environment.MESSENGER_PAGE_TOKEN === undefined || environment.BANK_API_URL === undefined))
    problems.push('WORKERS: several processes need a Page and a bank of their own (MESSENGER_*, BANK_*); the demonstration runs in one');
  if (environment.DESK_PERSONAS === 'on' && (environment.DESK_NAMES === 'off' || environment.DESK_PERSONA_PICTURE === undefined))
    problems.push('DESK_PERSONAS: needs DESK_NAMES=on and DESK_PERSONA_PICTURE: a persona is a first name and a picture');
  if (environment.MESSENGER_ROUTING !== 'off' && environment.MESSENGER_APP_ID === undefined)
    problems.push('MESSENGER_ROUTING: needs MESSENGER_APP_ID, to tell a thread of ours from one of another app');
  if (environment.DESK === 'on' && environment.BANK_API_URL !== undefined && environment.DESK_ISSUER === undefined)
    problems.push(
      'DESK: needs DESK_ISSUER, DESK_CLIENT_ID and DESK_CLIENT_SECRET beside a bank of your own: nobody else says who may sign in',
    );
  if (environment.CHATWOOT_URL !== undefined && !deskSettings(environment, isReal(environment)).enabled)
    problems.push('CHATWOOT_URL: needs the desk, which shows who holds a conversation (DESK, DESK_ISSUER)');
  return [...problems, ...unprotectedAddresses(environment), ...unreachableLinks(environment)];
}

function group<Values extends object>(values: Values): { readonly [Name in keyof Values]: NonNullable<Values[Name]> } | undefined;
function group(values: Record<string, unknown>): Record<string, unknown> | undefined {
  return Object.values(values).some((value) => value === undefined) ? undefined : values;
}

function toConfig(e: Environment) {
  return {
    http: { host: e.HOST ?? (e.MESSENGER_PAGE_TOKEN ? '0.0.0.0' : '127.0.0.1'), port: e.PORT, publicUrl: e.PUBLIC_URL },
    admin: e.ADMIN_PORT === undefined ? undefined : { host: e.ADMIN_HOST, port: e.ADMIN_PORT },
    dataDir: e.GUICHET_DATA_DIR,
    redisUrl: e.REDIS_URL,
    keyVaultRedisUrl: e.KEY_VAULT_REDIS_URL,
    workers: e.WORKERS,
    mostTurns: e.MOST_TURNS,
    mostEventsPerCustomer: e.MOST_EVENTS_PER_CUSTOMER,
    messengerAppId: e.MESSENGER_APP_ID,
    messengerRouting: e.MESSENGER_ROUTING,
    messengerMediaHosts: e.MESSENGER_MEDIA_HOSTS,
    messengerEchoes: e.MESSENGER_ECHOES === 'on',
    // All processes of one host together keep to the Page's rate.
    messengerSendsPerSecond: e.MESSENGER_SENDS_PER_SECOND / Math.max(1, e.WORKERS),
    storeKeys: e.STORE_KEYS?.map((key) => Buffer.from(key, 'base64')),
    storeKeysFile: e.STORE_KEYS_FILE,
    ledgerKey: e.LEDGER_KEY === undefined ? undefined : Buffer.from(e.LEDGER_KEY, 'base64'),
    logLevel: e.LOG_LEVEL,
    disclosure: e.DISCLOSURE,
    legalHold: e.LEGAL_HOLD ?? [],
    messenger: group({ appSecrets: e.MESSENGER_APP_SECRET, verifyToken: e.MESSENGER_VERIFY_TOKEN, pageToken: e.MESSENGER_PAGE_TOKEN }),
    graph: { url: e.GRAPH_API_URL, version: e.GRAPH_API_VERSION },
    webChat: group({ appId: e.MICROSOFT_APP_ID, appPassword: e.MICROSOFT_APP_PASSWORD }),
    webChatTenant: e.MICROSOFT_APP_TENANT_ID,
    contact: {
      bankName: e.BANK_NAME,
      phone: e.BANK_PHONE,
      cardPhone: e.BANK_CARD_PHONE,
      hours: { fr: e.BANK_HOURS_FR, en: e.BANK_HOURS_EN },
      url: e.BANK_CONTACT_URL,
    },
    timeZone: e.BANK_TIME_ZONE,
    bank: group({ apiUrl: e.BANK_API_URL, issuer: e.BANK_ISSUER, clientId: e.BANK_CLIENT_ID, clientSecret: e.BANK_CLIENT_SECRET }),
    bankAcr: e.BANK_ACR,
    cardServicesUrl: e.BANK_CARD_SERVICES_URL,
    sumup: group({ url: e.SUMUP_API_URL, apiKey: e.SUMUP_API_KEY }),
    paypal: group({ url: e.PAYPAL_API_URL, clientId: e.PAYPAL_CLIENT_ID, clientSecret: e.PAYPAL_CLIENT_SECRET }),
    laPoste: group({ url: e.LAPOSTE_API_URL, apiKey: e.LAPOSTE_API_KEY }),
    model: toModelConfig(e, e.WORKERS),
    // The embedded provider of the staff is there with the embedded bank only.
    desk: deskSettings(e, isReal(e)),
    chatwoot: chatwootSettings(e),
  } as const;
}
export type Config = ReturnType<typeof toConfig>;

/**
 * Reads the whole configuration at once. Empty variables count as absent.
 * @throws ConfigError with every problem found.
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const present = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined && value.trim() !== ''));
  const parsed = environmentSchema.safeParse(present);
  if (!parsed.success) throw new ConfigError(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`));
  const problems = [...incompleteGroups(parsed.data), ...otherProblems(parsed.data)];
  if (problems.length > 0) throw new ConfigError(problems);
  return toConfig(parsed.data);
}
