export interface BatcherOptions<Key, Value> {
  /** Most keys that one call may carry. */
  readonly most: number;
  /** Asks for several at once; keys that are missing in the answer are not known. */
  readonly load: (keys: readonly Key[]) => Promise<ReadonlyMap<Key, Value>>;
}

interface Batch<Key, Value> {
  readonly keys: Set<Key>;
  readonly answer: Promise<ReadonlyMap<Key, Value>>;
}

/**
 * Answers those who ask within one round of the event loop with as few calls as can be: their keys go together, each once.
 * Nothing is kept for the next round. A call that fails, fails for all who are in it.
 */
export function createBatcher<Key, Value>({ most, load }: BatcherOptions<Key, Value>): (key: Key) => Promise<Value | undefined> {
  let open: Batch<Key, Value>[] = [];

  function begin(): Batch<Key, Value> {
    const keys = new Set<Key>();
    const { promise: round, resolve } = Promise.withResolvers<void>();
    if (open.length === 0) setImmediate(() => void (open = []));
    setImmediate(resolve);
    const batch = { keys, answer: round.then(() => load([...keys])) };
    open.push(batch);
    return batch;
  }
  return async (key) => {
    const batch = open.find(({ keys }) => keys.has(key)) ?? open.find(({ keys }) => keys.size < most) ?? begin();
    batch.keys.add(key);
    return (await batch.answer).get(key);
  };
}
