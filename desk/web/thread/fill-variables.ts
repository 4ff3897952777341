/** A prepared answer with what is known put in, and what is not. */
export interface FilledReply {
  readonly text: string;
  /** Names of variables that nobody knows: they stay in the text, in braces, for the agent to replace. */
  readonly missing: readonly string[];
}

export function fillVariables(text: string, variables: Readonly<Record<string, string>>): FilledReply {
  const missing: string[] = [];
  const filled = text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => {
    const value = Object.hasOwn(variables, name) ? variables[name] : undefined;
    if (value === undefined) missing.push(name);
    return value ?? whole;
  });
  return { text: filled, missing };
}

/** Whether a text still has a variable in it: such a one is not sent. */
export function unfilledIn(text: string): string | undefined {
  return /\{[a-zA-Z]\w*\}/.exec(text)?.[0];
}
