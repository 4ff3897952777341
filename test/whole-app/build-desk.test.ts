import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

const root = fileURLToPath(new URL('../../', import.meta.url));

describe('building the desk', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'desk build à '));
    await mkdir(join(folder, 'desk'));
    for (const path of ['desk/web', 'desk/api', 'i18n', 'scripts', 'package.json', 'package-lock.json', 'tsconfig.json']) {
      await cp(join(root, path), join(folder, path), { recursive: true, filter: (source) => !source.includes('desk/web/dist') });
    }
    await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  /** Its exit code is 0, or this throws: a desk that cannot be built must not keep the bot from starting. */
  const build = () => promisify(execFile)(process.execPath, ['scripts/build-desk.mjs'], { cwd: folder });
  const main = () => join(folder, 'desk/web/main.tsx');
  const page = () => join(folder, 'desk/web/dist/index.html');

  test('is done once, and again when a source has changed', async () => {
    expect((await build()).stderr).toContain('Building the desk');
    const html = await readFile(page(), 'utf8');
    expect(html).toMatch(/<script type="module" crossorigin src="\/desk\/assets\/[\w-]+\.js">/);
    expect(html).not.toMatch(/<script(?![^>]*src=)|<style|style=/);
    expect((await build()).stderr).toBe('');
    await writeFile(main(), `${await readFile(main(), 'utf8')}\n// changed\n`);
    expect((await build()).stderr).toContain('Building the desk');
  });

  test('that fails says so, leaves no old build behind, and does not fail the start', async () => {
    const source = await readFile(main(), 'utf8');
    await writeFile(main(), `${source}\nconst = ;\n`);
    expect((await build()).stderr).toContain('could not be built');
    expect(existsSync(page())).toBe(false);
    await writeFile(main(), source);
    await build();
    expect(existsSync(page())).toBe(true);
  });

  test('twice at once gives one whole build', async () => {
    await writeFile(main(), `${await readFile(main(), 'utf8')}\n// at once\n`);
    const both = await Promise.all([build(), build()]);
    expect(both.map(({ stderr }) => stderr).join('')).not.toContain('could not be built');
    expect(existsSync(page())).toBe(true);
  });
});
