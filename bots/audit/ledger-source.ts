import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { LedgerStore } from '../../store/port.ts';

const pageSize = 1_000;

/** The links of a store from the one after `after` on, read in pages, up to `to` where given. */
export async function* linksInStore(ledger: Pick<LedgerStore, 'read'>, after = 0, to = Number.POSITIVE_INFINITY): AsyncGenerator<string> {
  let read = after;
  for (;;) {
    const page = await ledger.read(read, Math.min(pageSize, to - read));
    yield* page;
    // What was dropped is not numbered here: the first page tells where the chain begins now.
    const last = page.at(-1);
    if (last === undefined) return;
    const { seq }: { readonly seq?: unknown } = JSON.parse(last);
    if (typeof seq !== 'number') throw new TypeError('the store holds something that is no link');
    read = seq;
    if (read >= to) return;
  }
}

/** The lines of a file, without empty ones. */
export async function* linesOf(file: string): AsyncGenerator<string> {
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line !== '') yield line;
  }
}
