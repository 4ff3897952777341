/** The longest answer that is asked for, in tokens: a dialog and a few words. */
export const mostAnswerTokens = 300;

/** JSON has short words, and what is set aside for a question must suffice. */
const lettersPerToken = 3;

/** How many tokens a text takes, rather too many than too few. */
export function tokensOf(text: string): number {
  return Math.ceil(text.length / lettersPerToken);
}
