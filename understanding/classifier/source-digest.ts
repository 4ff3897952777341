import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';

/** A digest of the code that trains: another code, another model, and nobody has to remember to say so. */
export function sourceDigest(): string {
  const folder = new URL('.', import.meta.url);
  const hash = createHash('sha256').update(readFileSync(new URL('../random.ts', folder)));
  const names = readdirSync(folder).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'));
  for (const name of names.sort()) hash.update(name).update(readFileSync(new URL(name, folder)));
  return hash.digest('hex');
}
