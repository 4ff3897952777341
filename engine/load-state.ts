import { z } from 'zod';
import { languages } from '../i18n/language.ts';
import { type ConversationState, conversationStateSchema, newConversationState } from './state.ts';

/** Turns state of schema version n, the key, into that of version n + 1. A new version of the schema adds its line here. */
export type StateMigrations = Readonly<Record<number, (state: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>>>;

const migrations: StateMigrations = {};

const anyState = z.record(z.string(), z.unknown());
const versioned = z.object({ schema: z.int() });
const speaking = z.object({ language: z.enum(languages) });
/** Whoever holds the conversation goes on holding it. */
const holding = z.object({ hold: z.json() });

function migrate(json: unknown, table: StateMigrations): unknown {
  const state = anyState.safeParse(json);
  const version = versioned.safeParse(json);
  const step = version.success ? table[version.data.schema] : undefined;
  if (!state.success || !version.success || !step) return json;
  const next = step(state.data);
  // A step that does not lead upwards would be taken for ever.
  const reached = versioned.safeParse(next);
  return reached.success && reached.data.schema > version.data.schema ? migrate(next, table) : undefined;
}

/**
 * Reads saved state. It is untrusted input: what cannot be read, and what a newer release has written, begins anew,
 * in the language of the conversation, and held by whoever held it, where that much is legible.
 */
export function loadState(json: unknown, table: StateMigrations = migrations): ConversationState {
  const state = conversationStateSchema.safeParse(migrate(json, table));
  if (state.success) return state.data;
  const { data: spoken } = speaking.safeParse(json);
  const { data: held } = holding.safeParse(json);
  return { ...newConversationState, ...(spoken ? { language: spoken.language } : {}), ...(held ? { hold: held.hold } : {}) };
}
