/** What came of the wish to be forgotten. `held`: the law asks the bank to keep the data, so nothing was erased. */
export type ErasureOutcome = { readonly outcome: 'erased'; readonly receipt: string } | { readonly outcome: 'held' };

/** The right to be forgotten, as a dialog sees it: bound to the conversation it runs in. */
export interface DataErasure {
  /** Ends the link and erases everything that is kept of this conversation. Asked again within the same turn it answers the same. */
  erase(): Promise<ErasureOutcome>;
}
