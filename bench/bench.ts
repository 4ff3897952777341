import { writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { redisServerInstalled } from '../test/support/redis-server.ts';
import { measureBanking } from './banking.ts';
import { measureCluster } from './cluster.ts';
import { type Figures, printFigures } from './figures.ts';
import { measureGrowth } from './growth.ts';
import { measureProcesses } from './processes.ts';
import { readArguments, type Sizes } from './sizes.ts';
import { measureStart } from './start-cost.ts';
import { leaveCoreZero } from './subject.ts';
import { measureTurns } from './turn-cost.ts';

/** One part after the other: they would disturb each other. */
async function measureAll(sizes: Sizes): Promise<Figures> {
  const needRedis = [measureTurns, measureGrowth, measureProcesses, measureCluster, measureBanking];
  if (!redisServerInstalled()) {
    process.stderr.write('redis-server is missing (apt-get install redis-server): only the start was measured\n');
    needRedis.length = 0;
  }
  const figures: Record<string, number> = { 'machine.cores': cpus().length };
  for (const measure of [...needRedis, measureStart]) Object.assign(figures, await measure(sizes));
  return figures;
}

const { json, sizes } = readArguments(process.argv.slice(2));
leaveCoreZero();
const figures = await measureAll(sizes);
process.stdout.write(printFigures(figures));
if (json) await writeFile(json, `${JSON.stringify(figures, null, 2)}\n`);
