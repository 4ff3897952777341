import { execFile } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { parseAst } from 'vite';
import { z } from 'zod';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** A regular expression of the product, and a file in which it is written. */
export interface Expression {
  readonly source: string;
  readonly flags: string;
  readonly file: string;
}

const sources = (): readonly string[] =>
  globSync('{bots,connectors,dialogs,engine,handoff,i18n,secrecy,store,understanding}/**/*.ts', { cwd: root })
    .concat(globSync('desk/**/*.{ts,tsx}', { cwd: root, exclude: (path) => path.startsWith('desk/web/dist') }))
    .filter((path) => !/\.test\.tsx?$|\.d\.ts$/.test(path))
    .toSorted();

interface Node {
  readonly type?: string;
  readonly regex?: { readonly pattern: string; readonly flags: string };
  readonly callee?: { readonly type?: string; readonly name?: string };
}

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;

function* nodesOf(node: unknown): Generator<Node> {
  if (Array.isArray(node)) for (const each of node) yield* nodesOf(each);
  else if (isNode(node)) {
    if (node.type !== undefined) yield node;
    for (const part of Object.values(node)) yield* nodesOf(part);
  }
}

/** What one file holds: its literals, and whether it builds expressions of strings. */
function look(file: string): { readonly literals: readonly Expression[]; readonly builds: boolean } {
  const nodes = [...nodesOf(parseAst(readFileSync(join(root, file), 'utf8'), { lang: file.endsWith('x') ? 'tsx' : 'ts' }))];
  return {
    literals: nodes.flatMap(({ type, regex }) =>
      type === 'Literal' && regex ? [{ source: regex.pattern, flags: regex.flags, file }] : [],
    ),
    builds: nodes.some(({ type, callee }) => type === 'NewExpression' && callee?.name === 'RegExp'),
  };
}

/** Readers build theirs when they are made. */
async function makeReaders(): Promise<void> {
  const { createEntityReader } = await import('../../../understanding/readers/entity-reader.ts');
  const { createNeedReader } = await import('../../../understanding/plain/person.ts');
  createEntityReader();
  createNeedReader(() => false);
}

/** What is built of strings while files are loaded and readers are made. Only of files that were not loaded before. */
async function watchBuilding(files: readonly string[]): Promise<readonly Expression[]> {
  const built: Expression[] = [];
  const original = globalThis.RegExp;
  let file = '';
  globalThis.RegExp = new Proxy(original, {
    construct(target, given, newTarget) {
      const made: unknown = Reflect.construct(target, given, newTarget);
      // What a library builds is the library's: it is measured where it is used.
      const isOurs = !(new Error('who builds it').stack ?? '').split('\n')[2]?.includes('node_modules');
      if (!(made instanceof original)) throw new TypeError('no regular expression');
      if (isOurs) built.push({ source: made.source, flags: made.flags, file });
      return made;
    },
  });
  try {
    for (file of files) await import(pathToFileURL(join(root, file)).href);
    file = 'understanding';
    await makeReaders();
  } finally {
    globalThis.RegExp = original;
  }
  return built;
}

/** Every regular expression of the product once: the literals, and what its files build when they are loaded and its readers when they are made. */
export async function gatherExpressions(): Promise<readonly Expression[]> {
  const looked = sources().map((file) => ({ file, ...look(file) }));
  const built = await watchBuilding(looked.flatMap(({ file, builds }) => (builds ? [file] : [])));
  const all = [...looked.flatMap(({ literals }) => literals), ...built];
  return [...new Map(all.map((expression) => [`/${expression.source}/${expression.flags}`, expression])).values()];
}

const expressionsSchema = z.array(z.object({ source: z.string(), flags: z.string(), file: z.string() }));

/** The same, of a process of its own: what is loaded in this one has built its expressions unseen. */
export async function expressionsOfProduct(): Promise<readonly Expression[]> {
  const script = fileURLToPath(new URL('print-expressions.ts', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [script], { maxBuffer: 64 * 1024 * 1024 });
  return expressionsSchema.parse(JSON.parse(stdout));
}
