import { z } from 'zod';

const text = z.string().trim().min(1);
const id = z.coerce.number().int().min(1);

/** The variables of the bridge to Chatwoot, all of them or none; `.env.example` explains each. */
export const chatwootVariables = {
  CHATWOOT_URL: z
    .url({ protocol: /^https?$/ })
    .transform((value) => value.replace(/\/+$/, ''))
    .optional(),
  CHATWOOT_ACCOUNT_ID: id.optional(),
  CHATWOOT_INBOX_ID: id.optional(),
  CHATWOOT_API_TOKEN: text.optional(),
  CHATWOOT_WEBHOOK_SECRET: text
    .transform((value) =>
      value
        .split(',')
        .map((item) => item.trim())
        .filter((item) => item !== ''),
    )
    .refine((items) => items.length > 0, 'holds nothing but commas')
    .optional(),
} as const;

export const chatwootGroup = [
  'CHATWOOT_URL',
  'CHATWOOT_ACCOUNT_ID',
  'CHATWOOT_INBOX_ID',
  'CHATWOOT_API_TOKEN',
  'CHATWOOT_WEBHOOK_SECRET',
] as const satisfies readonly (keyof typeof chatwootVariables)[];

type ChatwootEnvironment = z.infer<z.ZodObject<typeof chatwootVariables>>;

/** The bank's Chatwoot, and the API inbox of it in which conversations are opened. */
export interface ChatwootSettings {
  readonly url: string;
  readonly accountId: number;
  readonly inboxId: number;
  readonly apiToken: string;
  /** Several while one is being replaced. */
  readonly webhookSecrets: readonly string[];
}

/** Undefined where there is none. */
export function chatwootSettings(e: ChatwootEnvironment): ChatwootSettings | undefined {
  const { CHATWOOT_URL: url, CHATWOOT_ACCOUNT_ID: accountId, CHATWOOT_INBOX_ID: inboxId } = e;
  const { CHATWOOT_API_TOKEN: apiToken, CHATWOOT_WEBHOOK_SECRET: webhookSecrets } = e;
  const isWhole =
    url !== undefined && accountId !== undefined && inboxId !== undefined && apiToken !== undefined && webhookSecrets !== undefined;
  return isWhole ? { url, accountId, inboxId, apiToken, webhookSecrets } : undefined;
}
