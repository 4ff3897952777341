import { runAll } from '../../support/run-all.ts';
import { proofs } from './proofs.ts';

/** `npm run proofs [-- canaries leaks] [-- --short] [-- --json FILE]`: prints what the proofs came to, exits with 1 on any violation. */
process.exit(await runAll(proofs));
