/** Sentences made ready for training. */
export interface LabelledSentences {
  readonly sentences: readonly (readonly string[])[];
  /** Class of each sentence, from 0; `labelCount` for what is out of scope. */
  readonly labels: readonly number[];
  readonly labelCount: number;
  /** One more than `labelCount` where there are sentences out of scope. */
  readonly classCount: number;
}
