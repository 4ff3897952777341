/** A data key under a master key. It begins with the four bytes of the master key's id; the rest is the master key's own business. */
export type WrappedKey = Buffer;

export interface VaultEntry {
  /** Whose key it is: a digest of the owner. */
  readonly name: string;
  readonly wrapped: WrappedKey;
}

/**
 * Where data keys lie, each under the master key, apart from the data: what is dropped here makes unreadable what lies there, and in
 * every copy of it. Two adapters, one contract suite. Every method but `pages` is one atomic step.
 */
export interface KeyVault {
  find(name: string): Promise<WrappedKey | undefined>;
  /** Keeps it where there is none; answers the one that is there then. */
  findOrKeep(entry: VaultEntry): Promise<WrappedKey>;
  /** Puts another wrapping in place of the one given; false where that is not there any more. A key that was dropped does not come back. */
  replace(before: VaultEntry, wrapped: WrappedKey): Promise<boolean>;
  drop(name: string): Promise<void>;
  /** Goes over all entries, some at a time, in no order. What is kept or dropped meanwhile may or may not be among them. */
  pages(): AsyncIterable<readonly VaultEntry[]>;
  /** Takes what was dropped out of files in which it would lie a while longer. */
  scrub(): Promise<void>;
  close(): Promise<void>;
}
