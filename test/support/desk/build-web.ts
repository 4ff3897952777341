import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** Builds the desk's application where its sources have changed, as `npm start` does. */
export async function buildDeskWeb(): Promise<void> {
  const { stderr } = await promisify(execFile)(process.execPath, ['scripts/build-desk.mjs'], { cwd: root });
  if (stderr.includes('could not be built')) throw new Error(stderr);
}
