import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { redisServerInstalled } from '../test/support/redis-server.ts';
import { measureStart } from './start-cost.ts';
import { measureTurns } from './turn-cost.ts';

const { values } = parseArgs({ options: { json: { type: 'string' }, quick: { type: 'boolean', default: false } } });
const { quick } = values;

const figures = { ...(await measureStart(quick ? 100 : 300)) };
if (redisServerInstalled())
  Object.assign(
    figures,
    await measureTurns(quick ? { rounds: 1, turns: 1_500, openSeconds: 5 } : { rounds: 3, turns: 4_000, openSeconds: 20 }),
  );
else process.stderr.write('redis-server is missing (apt-get install redis-server): the turns were not measured\n');

for (const [name, value] of Object.entries(figures))
  process.stdout.write(`${name.padEnd(24)} ${value.toFixed(value < 10 ? 2 : 0).padStart(10)}\n`);
if (values.json) await writeFile(values.json, `${JSON.stringify(figures, null, 2)}\n`);
