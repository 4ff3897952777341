import { Agent, setGlobalDispatcher } from 'undici';
import { redisServerInstalled } from '../support/redis-server.ts';
import { runAll } from '../support/run-all.ts';
import { faultRuns } from './fault-runs.ts';

/** `npm run faults [-- R1 R2] [-- --short] [-- --json FILE]`: runs the fault tests, prints what they came to, exits with 1 on any violation. */
// Echoes wait for a connection rather than open one each.
setGlobalDispatcher(new Agent({ connections: 64 }));
const needsRedis = (): string | undefined => (redisServerInstalled() ? undefined : '[needs redis-server]');
process.exit(await runAll(faultRuns.map((run) => ({ ...run, missing: () => needsRedis() ?? run.missing?.() }))));
