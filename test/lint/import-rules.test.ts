import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { z } from 'zod';

const root = fileURLToPath(new URL('../../', import.meta.url));

const opensSealed = 'Only secrecy/ opens a sealed value.';
const room = (name: string): string => `${name}/ may not import this room: see docs/architecture.md.`;
const inRoom = (name: string, rooms: string): string => `${name} is used in ${rooms} only.`;

const notInDialogs = 'Dialogs never touch sealed values; reply with a message key.';
const portsOnly = 'Dialogs see connectors through their ports only.';
const sealedTypesOnly = 'The engine knows the types of sealed values and of their levels only.';
const commandsOnly = "Understanding knows the engine's commands and slots only.";
const sealOnly = 'Connectors seal and derive, and leave through the gate; only secrecy opens.';
const portOfStoreOnly = 'Of the store, secrecy knows the port only.';
const contractOnly = 'Of the desk, handoff knows the words of its contract only.';
const handoffPorts = 'Of the store, handoff knows the ports only.';
const deskPorts = 'Of the store, desk knows the ports only.';
const repliesOnly = 'Of the engine, secrecy knows the shape of replies only.';
const oneDoor = 'The demo bank is started by its one door, demo/start-demo-bank.ts.';

const oneGate = 'Only secrecy/egress opens connections: take a pool from its gate.';
const listensOnly = `${oneGate} Of node:http only what listens may be used elsewhere.`;
const ownUndici = 'The gate makes pools and agents; there is no second way out beside them.';
const ownNet = 'The watch tells sockets from other things by their class; it opens none.';
const sampleSocket = `An unconnected Socket stands behind a sample request here, to find a prototype; nothing connects. ${oneGate}`;

const vendors = {
  botbuilder: inRoom('botbuilder', 'bots/'),
  restify: inRoom('restify', 'bots/'),
  ioredis: inRoom('ioredis', 'store/'),
  openai: inRoom('openai', 'understanding/'),
  'openid-client': inRoom('openid-client', 'connectors/'),
  'oidc-provider': inRoom('oidc-provider', 'demo/'),
  undici: oneGate,
  cockatiel: inRoom('cockatiel', 'connectors/ and understanding/'),
} as const;
type Vendor = keyof typeof vendors;

/** Which vendors a room may import; every other one is refused. */
const own: Readonly<Record<string, readonly Vendor[]>> = {
  bots: ['botbuilder', 'restify'],
  dialogs: [],
  engine: [],
  understanding: ['openai', 'cockatiel'],
  connectors: ['openid-client', 'cockatiel'],
  secrecy: [],
  handoff: [],
  desk: [],
  store: ['ioredis'],
  i18n: [],
  demo: ['oidc-provider'],
};

/** Rooms that a room never imports, whatever the file. */
const forbidden: Readonly<Record<string, readonly string[]>> = {
  dialogs: ['bots', 'understanding', 'handoff', 'desk', 'store', 'demo'],
  engine: ['bots', 'dialogs', 'understanding', 'connectors', 'handoff', 'desk', 'store', 'demo'],
  handoff: ['bots', 'dialogs', 'understanding', 'connectors', 'demo'],
  desk: ['bots', 'dialogs', 'understanding', 'connectors', 'demo'],
  understanding: ['bots', 'dialogs', 'connectors', 'secrecy', 'handoff', 'desk', 'store', 'demo'],
  connectors: ['bots', 'dialogs', 'engine', 'understanding', 'handoff', 'desk', 'store', 'demo'],
  secrecy: ['bots', 'dialogs', 'understanding', 'connectors', 'handoff', 'desk', 'demo'],
  store: ['bots', 'dialogs', 'engine', 'understanding', 'connectors', 'secrecy', 'handoff', 'desk', 'i18n', 'demo'],
  i18n: ['bots', 'dialogs', 'engine', 'understanding', 'connectors', 'secrecy', 'handoff', 'desk', 'store', 'demo'],
  demo: ['bots', 'dialogs', 'engine', 'understanding', 'connectors', 'secrecy', 'handoff', 'desk', 'store'],
};

/** One source that the linter has to judge: the message it refuses it with, or undefined where it is in order. */
interface Case {
  readonly file: string;
  readonly source: string;
  readonly refusal: string | undefined;
}

const bare = (from: string): string => `import { thing } from '${from}';\nexport const used = thing;\n`;

const vendorCases: readonly Case[] = Object.entries(own).flatMap(([name, allowed]) =>
  Object.entries(vendors).map(([vendor, message]) => ({
    file: `${name}/a/vendor-${vendor}.ts`,
    source: bare(vendor),
    refusal: allowed.some((each) => each === vendor) ? undefined : message,
  })),
);

const roomCases: readonly Case[] = Object.entries(forbidden).flatMap(([name, others]) =>
  others.map((other) => ({ file: `${name}/a/room-${other}.ts`, source: bare(`../../${other}/some/file.ts`), refusal: room(name) })),
);

const sealedSources: Readonly<Record<string, string>> = {
  named: "import { openSealed } from '../../secrecy/sealed.ts';\nexport const used = openSealed;\n",
  renamed: "import { openSealed as peek } from '../../secrecy/sealed.ts';\nexport const used = peek;\n",
  namespace: "import * as all from '../../secrecy/sealed.ts';\nexport const used = all;\n",
  passedOn: "export { openSealed } from '../../secrecy/sealed.ts';\n",
};

/** Of these rooms, whole other rules keep `secrecy/sealed.ts` away as well. */
const sealedCases: readonly Case[] = ['bots', 'engine', 'connectors'].flatMap((name) =>
  Object.entries(sealedSources).map(([how, source]) => ({ file: `${name}/a/sealed-${how}.ts`, source, refusal: opensSealed })),
);

const fileCases: readonly Case[] = [
  { file: 'bots/a/demo-inside.ts', source: bare('../../demo/data/customer.ts'), refusal: oneDoor },
  { file: 'bots/a/demo-door.ts', source: bare('../../demo/start-demo-bank.ts'), refusal: undefined },
  { file: 'bots/a/secrecy.ts', source: bare('../../secrecy/disclose.ts'), refusal: undefined },
  { file: 'dialogs/a/connector.ts', source: bare('../../connectors/banking/create-customer-banking.ts'), refusal: portsOnly },
  { file: 'dialogs/a/port.ts', source: bare('../../connectors/ports/customer-banking.ts'), refusal: undefined },
  { file: 'dialogs/a/sealed.ts', source: bare('../../secrecy/sealed.ts'), refusal: notInDialogs },
  { file: 'dialogs/a/release.ts', source: bare('../../secrecy/release.ts'), refusal: notInDialogs },
  { file: 'dialogs/a/engine.ts', source: bare('../../engine/define-dialog.ts'), refusal: undefined },
  { file: 'engine/a/release.ts', source: bare('../../secrecy/release.ts'), refusal: sealedTypesOnly },
  {
    file: 'engine/a/sealed-type.ts',
    source: "import type { Sealed } from '../../secrecy/sealed.ts';\nexport type Used = Sealed;\n",
    refusal: undefined,
  },
  { file: 'engine/a/levels.ts', source: bare('../../secrecy/grant.ts'), refusal: undefined },
  { file: 'understanding/a/run-turn.ts', source: bare('../../engine/run-turn.ts'), refusal: commandsOnly },
  { file: 'understanding/a/reading.ts', source: bare('../../engine/reading.ts'), refusal: undefined },
  { file: 'connectors/a/release.ts', source: bare('../../secrecy/release.ts'), refusal: sealOnly },
  { file: 'connectors/a/derive.ts', source: bare('../../secrecy/derive.ts'), refusal: undefined },
  { file: 'secrecy/a/run-turn.ts', source: bare('../../engine/run-turn.ts'), refusal: repliesOnly },
  { file: 'secrecy/a/reply.ts', source: bare('../../engine/reply.ts'), refusal: undefined },
  { file: 'secrecy/a/store-port.ts', source: bare('../../store/port.ts'), refusal: undefined },
  { file: 'secrecy/a/store-inside.ts', source: bare('../../store/cipher.ts'), refusal: portOfStoreOnly },
  { file: 'handoff/a/board.ts', source: bare('../../desk/board.ts'), refusal: contractOnly },
  { file: 'handoff/a/terms.ts', source: bare('../../desk/api/terms.ts'), refusal: undefined },
  { file: 'handoff/a/store-inside.ts', source: bare('../../store/cipher.ts'), refusal: handoffPorts },
  { file: 'desk/a/hold.ts', source: bare('../../handoff/hold.ts'), refusal: undefined },
  { file: 'desk/a/desk-port.ts', source: bare('../../store/desk-port.ts'), refusal: undefined },
  { file: 'desk/a/store-inside.ts', source: bare('../../store/cipher.ts'), refusal: deskPorts },
  { file: 'secrecy/a/sealed.ts', source: sealedSources['named'] ?? '', refusal: undefined },
];

const rooms = Object.keys(own);
const named = (name: string, from: string): string => `import { ${name} } from '${from}';\nexport const used = ${name};\n`;

/** Who opens a connection beside the gate. */
const gateCases: readonly Case[] = [
  ...rooms.flatMap((name) => [
    { file: `${name}/a/net.ts`, source: named('connect', 'node:net'), refusal: oneGate },
    { file: `${name}/a/tls.ts`, source: named('connect', 'node:tls'), refusal: oneGate },
    { file: `${name}/a/dns.ts`, source: named('lookup', 'node:dns'), refusal: oneGate },
    { file: `${name}/a/https.ts`, source: named('get', 'node:https'), refusal: oneGate },
    { file: `${name}/a/http.ts`, source: named('get', 'node:http'), refusal: listensOnly },
    { file: `${name}/a/listens.ts`, source: named('createServer', 'node:http'), refusal: undefined },
  ]),
  { file: 'secrecy/egress/pool.ts', source: named('Pool', 'undici'), refusal: undefined },
  { file: 'secrecy/egress/fetch.ts', source: named('fetch', 'undici'), refusal: ownUndici },
  { file: 'secrecy/egress/connect.ts', source: named('connect', 'node:net'), refusal: ownNet },
  { file: 'bots/http/create-server.ts', source: named('connect', 'node:net'), refusal: sampleSocket },
];

const inBrowser = 'desk/web runs in the browser.';
const webContractOnly = 'desk/web runs in the browser: it knows the contract in desk/api and i18n, nothing of the server.';

/** What the desk's web application may not reach from a browser. */
const webCases: readonly Case[] = [
  ...['bots', 'secrecy', 'handoff', 'store', 'connectors'].map((name) => ({
    file: `desk/web/a/room-${name}.ts`,
    source: bare(`../../../${name}/some/file.ts`),
    refusal: webContractOnly,
  })),
  { file: 'desk/web/a/node.ts', source: bare('node:fs'), refusal: inBrowser },
  { file: 'desk/web/a/markup.ts', source: bare('react-dom/server'), refusal: 'No markup is made of strings here.' },
  { file: 'desk/web/a/contract.ts', source: bare('../../api/terms.ts'), refusal: undefined },
  { file: 'desk/web/a/words.ts', source: bare('../../../i18n/catalogue.ts'), refusal: undefined },
];

const cases = [...webCases, ...gateCases, ...vendorCases, ...roomCases, ...sealedCases, ...fileCases];

const reportSchema = z.object({
  diagnostics: z.array(z.object({ code: z.string(), message: z.string(), help: z.string().optional(), filename: z.string() })),
});

/** What the import rules say, by file. oxlint ends with 1 where it finds something, and says what on its standard output. */
async function lint(folder: string): Promise<Map<string, string>> {
  const oxlint = join(root, 'node_modules/.bin/oxlint');
  const output = await promisify(execFile)(oxlint, ['--format', 'json', '.'], { cwd: folder, maxBuffer: 64 * 1024 * 1024 }).catch(
    (error: unknown) => z.object({ stdout: z.string() }).parse(error),
  );
  const said = new Map<string, string>();
  for (const { code, message, help = '', filename } of reportSchema.parse(JSON.parse(output.stdout)).diagnostics) {
    if (code.includes('no-restricted-imports')) said.set(filename, `${said.get(filename) ?? ''}${message} ${help}\n`);
  }
  return said;
}

describe('the import rules', () => {
  let folder: string;
  let said: Map<string, string>;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'guichet-lint-'));
    const config: { options: unknown } = JSON.parse(await readFile(join(root, '.oxlintrc.json'), 'utf8'));
    // Types would need a whole project; the rules on imports do not.
    await writeFile(join(folder, '.oxlintrc.json'), JSON.stringify({ ...config, $schema: undefined, options: {} }));
    await cp(join(root, 'tsconfig.json'), join(folder, 'tsconfig.json'));
    for (const { file, source } of cases) {
      await mkdir(dirname(join(folder, file)), { recursive: true });
      await writeFile(join(folder, file), source);
    }
    said = await lint(folder);
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  test.each(cases.filter(({ refusal }) => refusal !== undefined))('refuse $file', ({ file, refusal }) => {
    expect(said.get(file) ?? '').toContain(refusal);
  });

  test.each(cases.filter(({ refusal }) => refusal === undefined))('let $file pass', ({ file }) => {
    expect(said.get(file)).toBeUndefined();
  });

  test('leave openai to one file', async () => {
    const files = await readdir(join(root, 'understanding'), { recursive: true });
    const sources = await Promise.all(
      files
        .filter((file) => file.endsWith('.ts'))
        .map(async (file) => ({ file, source: await readFile(join(root, 'understanding', file), 'utf8') })),
    );
    const users = sources.filter(({ source }) => /['"]openai(?:\/|['"])/.test(source));
    expect(users.map(({ file }) => file)).toEqual([join('second-opinion', 'ask-openai.ts')]);
  });

  test('are all shown to refuse something', async () => {
    const written = await readFile(join(root, '.oxlintrc.json'), 'utf8');
    const messages = [...written.matchAll(/"message": "((?:[^"\\]|\\.)*)"/g)].map(([, message]) => message ?? '');
    const shown = new Set(cases.map(({ refusal }) => refusal));
    expect(messages.filter((message) => !shown.has(message))).toEqual([]);
    expect(messages.length).toBeGreaterThan(60);
  });
});
