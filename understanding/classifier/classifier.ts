/** A dialog that a sentence may be about, with its share of the belief (0 to 1, before calibration). */
export interface Candidate {
  readonly dialog: string;
  readonly share: number;
}

/** What a classifier makes of a sentence. */
export interface Classification {
  /** All dialogs, the likeliest first. */
  readonly candidates: readonly Candidate[];
  /** Calibrated probability that the first candidate is what the customer wants, 0 to 1. */
  readonly score: number;
  /** Belief that nothing here can help, 0 to 1. */
  readonly outOfScope: number;
  /** Calibrated probability that the sentence is of any dialog, 0 to 1: by it what is strange is told from what is known. */
  readonly belonging: number;
}

/** From words to a dialog. */
export interface Classifier {
  classify(tokens: readonly string[]): Classification;
  /** Whether some example contains the word, written like this. */
  knows(word: string): boolean;
}
