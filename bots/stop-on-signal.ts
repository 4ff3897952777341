import type { Log } from './log.ts';

/** Ends the process on SIGTERM or SIGINT: with 0 once `stop` has resolved, with 1 where it fails or takes longer than `deadlineMs`. */
export function stopOnSignal(stop: () => Promise<void>, { log, deadlineMs }: { readonly log: Log; readonly deadlineMs: number }): void {
  let stopping = false;
  const onSignal = (): void => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), deadlineMs).unref();
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ error: error instanceof Error ? error.name : 'unknown' }, 'could not stop cleanly');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
}
