// Builds the desk's web application into desk/web/dist, where its sources have changed since. Never fails the start: the desk then says
// that it is not built, and everything else runs.
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

// As a path of this system: a folder may have spaces and accents in its name.
const root = fileURLToPath(new URL('../', import.meta.url));
const at = (path) => join(root, path);
const dist = at('desk/web/dist');
const mark = at('desk/web/dist/.sources');

/** One hash of everything the application is made of. */
function hashSources() {
  const hash = createHash('sha256');
  const sources = globSync(['desk/web/**/*.{ts,tsx,css,json,html,svg}', 'desk/api/*.ts', 'i18n/*.ts'], {
    cwd: root,
    exclude: (path) => path.startsWith('desk/web/dist') || path.endsWith('.test.ts'),
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

// Also where it is started by tests: React’s development edition is three times as big and talks to the console.
process.env.NODE_ENV = 'production';

/** Built aside and put in its place whole: a browser never gets half of it, and two that build at once do not meet. */
async function buildDesk(sources) {
  const { build } = await import('vite');
  const next = at(`desk/web/dist.next.${process.pid}`);
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
  writeFileSync(`${next}/.sources`, sources);
  try {
    rmSync(dist, { recursive: true, force: true });
    renameSync(next, dist);
  } catch (error) {
    rmSync(next, { recursive: true, force: true });
    if (!isBuiltFrom(sources)) throw error;
  }
}

function isBuiltFrom(sources) {
  return existsSync(mark) && readFileSync(mark, 'utf8') === sources;
}

/** An old build would speak to a newer server: none is better, and says so. A folder that cannot be written keeps what is in it. */
function removeBuild() {
  try {
    rmSync(dist, { recursive: true, force: true });
    for (const half of globSync('desk/web/dist.next.*', { cwd: root })) rmSync(at(half), { recursive: true, force: true });
  } catch (error) {
    process.stderr.write(`The desk's old build is still there: ${String(error)}\n`);
  }
}

try {
  const sources = hashSources();
  if (!isBuiltFrom(sources)) {
    process.stderr.write('Building the desk …\n');
    await buildDesk(sources);
  }
} catch (error) {
  removeBuild();
  process.stderr.write(`The desk could not be built, and will say so: ${error instanceof Error ? error.message : String(error)}\n`);
}
