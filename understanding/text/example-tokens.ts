import { withoutPoliteness } from './politeness.ts';
import { readableText } from './readable-text.ts';
import { tokensOf } from './tokens.ts';

/** A sentence as the classifier is taught it. */
export function exampleTokens(text: string): readonly string[] {
  return tokensOf(withoutPoliteness(readableText(text)).folded);
}
