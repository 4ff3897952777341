import { gatherExpressions } from './gather-expressions.ts';

/** For a process in which nothing is loaded yet: what was built before nobody could watch. */
process.stdout.write(JSON.stringify(await gatherExpressions()));
