interface Result {
  readonly ancestorTitles: readonly string[];
  readonly title: string;
  readonly status: string;
}

interface Totals {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numRuntimeErrorTestSuites: number;
  readonly testResults: readonly { readonly testResults: readonly Result[] }[];
}

/** What to install for a test that says `[needs …]` in its name. */
const remedies: Readonly<Record<string, string>> = {
  'redis-server': 'apt-get install redis-server, or set REDIS_URL',
  chromium: 'apt-get install chromium, or set CHROMIUM_PATH',
  libfaketime: 'apt-get install libfaketime',
  root: 'run as root: it mounts a small file system',
};

function needsOf(totals: Totals): Map<string, number> {
  const needs = new Map<string, number>();
  for (const result of totals.testResults.flatMap((suite) => suite.testResults)) {
    const need = /\[needs ([\w-]+)\]/.exec([...result.ancestorTitles, result.title].join(' '))?.[1];
    if (need && result.status !== 'passed' && result.status !== 'failed') needs.set(need, (needs.get(need) ?? 0) + 1);
  }
  return needs;
}

/**
 * Says loudly which tests were skipped for want of a program, and prints the closing line that programs read:
 * `N passed, N failed, N skipped`. A suite that does not load counts as one failure.
 * With `GUICHET_REQUIRE_ALL` set, a missing program fails the run.
 */
export default class ClosingLineReporter {
  #error: Error | undefined;

  onRunComplete(_contexts: unknown, totals: Totals): void {
    const needs = needsOf(totals);
    for (const [need, count] of needs) {
      process.stderr.write(`\n!!! ${count} tests were SKIPPED because ${need} is missing here: ${remedies[need] ?? 'install it'}\n`);
    }
    if (needs.size > 0 && process.env['GUICHET_REQUIRE_ALL']) this.#error = new Error(`missing: ${[...needs.keys()].join(', ')}`);
    const failed = totals.numFailedTests + totals.numRuntimeErrorTestSuites + (this.#error ? 1 : 0);
    // At the exit, so that nothing of jest's own summary comes after it.
    process.once('exit', () =>
      process.stdout.write(`\n${totals.numPassedTests} passed, ${failed} failed, ${totals.numPendingTests} skipped\n`),
    );
  }

  getLastError(): Error | undefined {
    return this.#error;
  }
}
