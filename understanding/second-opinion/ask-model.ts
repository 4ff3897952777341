/** All that a model gets of a conversation. */
export interface ModelQuestion {
  /** A blind sentence. */
  readonly sentence: string;
  /** The dialog that answered last. */
  readonly lastDialog?: string;
}

export interface ModelTokens {
  readonly input: number;
  readonly output: number;
}

/** What came back, not looked at yet. `garbage`: not JSON, or cut off; `rejected`: the key, the model or the request is wrong. */
export type ModelReply =
  | { readonly outcome: 'answered'; readonly value: unknown; readonly tokens?: ModelTokens | undefined }
  | {
      readonly outcome: 'refused' | 'garbage' | 'timed_out' | 'rate_limited' | 'rejected' | 'unavailable';
      readonly tokens?: ModelTokens | undefined;
    };

/** Asks once. Never rejects. */
export type AskModel = (question: ModelQuestion) => Promise<ModelReply>;
