import { buildUnderstanding } from './compose/speech.ts';

/** `npm run train`: trains the classifier on the dialogs' examples and keeps it, so that no start has to wait for it. */
const began = process.cpuUsage();
buildUnderstanding();
const { user, system } = process.cpuUsage(began);
process.stdout.write(`The classifier is ready: ${((user + system) / 1e6).toFixed(1)} s of processor time.\n`);
