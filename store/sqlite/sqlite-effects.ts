import type { DatabaseSync } from 'node:sqlite';
import type { EffectCodec, StoredEffect } from '../effect-codec.ts';
import type { Effect, EffectStore, StoreTimes } from '../port.ts';
import { bytesOf, integerOf, type Row, textOf } from './columns.ts';
import type { GroupCommit } from './group-commit.ts';
import { reading } from './sqlite-errors.ts';

export interface SqliteEffectsParts {
  readonly database: DatabaseSync;
  readonly commits: GroupCommit;
  readonly codec: EffectCodec;
  readonly times: StoreTimes;
  readonly nowMs: () => number;
}

/** Effects in SQLite. */
export function createSqliteEffects({ database, commits, codec, times, nowMs }: SqliteEffectsParts): EffectStore {
  const sql = prepare(database);
  const decode = (row: Row): Effect | undefined => {
    const stored = storedIn(row);
    return stored && codec.decode(stored);
  };

  return {
    async intend(effect, checkAfterMs) {
      const intent = codec.encodeIntent(effect);
      const known = await commits.run(() => {
        const now = nowMs();
        const row = sql.one.get(effect.key, now);
        if (row === undefined) sql.add.run(effect.key, effect.conversation, intent, now + checkAfterMs);
        return row;
      });
      const there = decode(known);
      return there === undefined ? { outcome: 'new' } : { outcome: 'known', effect: there };
    },

    async settle(key, result) {
      const encoded = codec.encodeResult(key, result);
      return commits.run(() => sql.settle.run(encoded, nowMs() + times.settledMs, key).changes > 0);
    },

    async claimDue(againAfterMs) {
      // Reading first: a sweep that finds nothing writes nothing and locks nothing.
      if (reading(() => sql.firstDue.get(nowMs())) === undefined) return undefined;
      const row = await commits.run(() => {
        const now = nowMs();
        const key = textOf(sql.firstDue.get(now), 'key');
        return key === undefined ? undefined : sql.claim.get(now + againAfterMs, key);
      });
      return decode(row);
    },

    list: async (conversation) => reading(() => sql.ofConversation.all(conversation, nowMs())).flatMap((row) => decode(row) ?? []),
  };
}

function prepare(database: DatabaseSync) {
  const sql = (text: string) => database.prepare(text);
  const columns = 'key, conversation, intent, result, checks';
  return {
    one: sql(`SELECT ${columns} FROM effect WHERE key = ? AND (until IS NULL OR until > ?)`),
    ofConversation: sql(`SELECT ${columns} FROM effect WHERE conversation = ? AND (until IS NULL OR until > ?)`),
    add: sql('INSERT OR REPLACE INTO effect (key, conversation, intent, checks, due) VALUES (?, ?, ?, 0, ?)'),
    settle: sql('UPDATE effect SET result = ?, until = ?, due = NULL WHERE key = ? AND result IS NULL'),
    firstDue: sql('SELECT key FROM effect WHERE due <= ? ORDER BY due LIMIT 1'),
    claim: sql(`UPDATE effect SET due = ?, checks = checks + 1 WHERE key = ? RETURNING ${columns}`),
  };
}

function storedIn(row: Row): StoredEffect | undefined {
  const [key, conversation, intent] = [textOf(row, 'key'), textOf(row, 'conversation'), bytesOf(row, 'intent')];
  if (key === undefined || conversation === undefined || intent === undefined) return undefined;
  return { key, conversation, intent, result: bytesOf(row, 'result'), checks: integerOf(row, 'checks') ?? 0 };
}
