import type { DatabaseSync } from 'node:sqlite';
import { unlessErased } from '../cipher-error.ts';
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
  const decode = async (row: Row): Promise<Effect | undefined> => {
    const stored = storedIn(row);
    return stored && codec.decode(stored);
  };

  async function claimFirst(againAfterMs: number): Promise<Row> {
    // Reading first: a sweep that finds nothing writes nothing and locks nothing.
    if (reading(() => sql.firstDue.get(nowMs())) === undefined) return undefined;
    return commits.run(() => {
      const now = nowMs();
      const key = textOf(sql.firstDue.get(now), 'key');
      return key === undefined ? undefined : sql.claim.get(now + againAfterMs, key);
    });
  }

  return {
    async intend(effect, checkAfterMs) {
      const intent = await codec.encodeIntent(effect);
      const known = await commits.run(() => {
        const now = nowMs();
        const row = sql.one.get(effect.key, now);
        if (row === undefined) sql.add.run(effect.key, effect.conversation, intent, now + checkAfterMs);
        return row;
      });
      const there = await decode(known);
      return there === undefined ? { outcome: 'new' } : { outcome: 'known', effect: there };
    },

    async settle(effect, result) {
      const encoded = await codec.encodeResult(effect, result);
      return commits.run(() => sql.settle.run(encoded, nowMs() + times.settledMs, effect.key).changes > 0);
    },

    async claimDue(againAfterMs) {
      for (;;) {
        const row = await claimFirst(againAfterMs);
        if (row === undefined) return undefined;
        const claimed = await unlessErased(decode(row));
        if (claimed !== undefined) return claimed;
        await commits.run(() => sql.forget.run(textOf(row, 'key') ?? null));
      }
    },

    async list(conversation) {
      const rows = reading(() => sql.ofConversation.all(conversation, nowMs()));
      const effects = await Promise.all(rows.map((row) => unlessErased(decode(row))));
      return effects.filter((effect) => effect !== undefined);
    },
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
    forget: sql('DELETE FROM effect WHERE key = ?'),
    firstDue: sql('SELECT key FROM effect WHERE due <= ? ORDER BY due LIMIT 1'),
    claim: sql(`UPDATE effect SET due = ?, checks = checks + 1 WHERE key = ? RETURNING ${columns}`),
  };
}

function storedIn(row: Row): StoredEffect | undefined {
  const [key, conversation, intent] = [textOf(row, 'key'), textOf(row, 'conversation'), bytesOf(row, 'intent')];
  if (key === undefined || conversation === undefined || intent === undefined) return undefined;
  return { key, conversation, intent, result: bytesOf(row, 'result'), checks: integerOf(row, 'checks') ?? 0 };
}
