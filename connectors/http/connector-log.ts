/** What a connector may say to the log (pino's shape). Fields hold names, codes and times; never bodies, tokens, figures or addresses. */
export interface ConnectorLog {
  warn(fields: Readonly<Record<string, string | number>>, message: string): void;
}
