// Builds the desk's web application into desk/web/dist, where its sources have changed since. Never fails the start: the desk then says
// that it is not built, and everything else runs.
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const root = new URL('../', import.meta.url);
const at = (path) => new URL(path, root).pathname;
const dist = at('desk/web/dist');
const mark = at('desk/web/dist/.sources');

/** One hash of everything the application is made of. */
function hashSources() {
  const hash = createHash('sha256');
  const sources = globSync(['desk/web/**/*.{ts,tsx,css,json,html,svg}', 'desk/api/*.ts', 'i18n/*.ts'], {
    cwd: root.pathname,
    exclude: (path) => path === 'desk/web/dist' || path.endsWith('.test.ts'),
  });
  for (const path of [...sources.sort(), 'package-lock.json', 'scripts/build-desk.mjs']) hash.update(path).update(readFileSync(at(path)));
  return hash.digest('hex');
}

/** Beside each file, what is sent to a browser that can unpack it. */
function compressFiles(folder) {
  for (const path of globSync('**/*.{js,css,html,svg}', { cwd: folder })) {
    writeFileSync(`${folder}/${path}.gz`, gzipSync(readFileSync(`${folder}/${path}`), { level: 9 }));
  }
}

/** Built aside and put in its place whole: a browser never gets half of it. */
async function buildDesk() {
  const { build } = await import('vite');
  const next = at('desk/web/dist.next');
  await build({
    configFile: false,
    root: at('desk/web'),
    base: '/desk/',
    logLevel: 'error',
    oxc: { jsx: { runtime: 'automatic' } },
    // The strict Content-Security-Policy allows files of our own and nothing inline.
    build: {
      outDir: next,
      emptyOutDir: true,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      target: 'es2023',
      reportCompressedSize: false,
    },
  });
  compressFiles(next);
  rmSync(dist, { recursive: true, force: true });
  renameSync(next, dist);
}

const sources = hashSources();
const isFresh = existsSync(mark) && readFileSync(mark, 'utf8') === sources;
if (!isFresh) {
  process.stderr.write('Building the desk …\n');
  try {
    await buildDesk();
    writeFileSync(mark, sources);
  } catch (error) {
    rmSync(dist, { recursive: true, force: true });
    process.stderr.write(`The desk could not be built, and will say so: ${error instanceof Error ? error.message : String(error)}\n`);
  }
}
