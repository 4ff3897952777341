import { statSync } from 'node:fs';

/** A file of tests, as far as its order needs it. */
interface TestFile {
  readonly path: string;
}

/** What takes minutes, the longest first: begun last, one of them would run alone in the end. */
const slow = [
  'test/faults/faults.test.ts',
  'test/conversations/conversations.test.ts',
  'test/whole-app/effects.test.ts',
  'test/whole-app/overload.test.ts',
  'test/secrecy/proofs/proofs.test.ts',
];

function rank({ path }: TestFile): number {
  const found = slow.findIndex((file) => path.replaceAll('\\', '/').endsWith(file));
  return found < 0 ? slow.length : found;
}

/** The sequencer of jest: begins with what is known to be slow, then with the largest files, on every machine alike. */
export default class SlowFirst {
  sort<Each extends TestFile>(tests: readonly Each[]): Each[] {
    const sized = tests.map((test) => ({ test, size: statSync(test.path).size }));
    return sized.toSorted((first, second) => rank(first.test) - rank(second.test) || second.size - first.size).map(({ test }) => test);
  }

  shard<Each>(tests: readonly Each[]): readonly Each[] {
    return tests;
  }

  allFailedTests<Each>(tests: readonly Each[]): readonly Each[] {
    return tests;
  }

  /** Nothing is remembered from one run to the next. */
  cacheResults(): void {
    return undefined;
  }
}
