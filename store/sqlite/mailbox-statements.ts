import type { DatabaseSync } from 'node:sqlite';

/** The statements of the mailboxes, prepared once. */
export function prepareMailboxStatements(database: DatabaseSync) {
  const sql = (text: string) => database.prepare(text);
  return {
    seenUntil: sql('SELECT until FROM seen WHERE conversation = ? AND digest = ?'),
    remember: sql('INSERT OR REPLACE INTO seen (conversation, digest, until) VALUES (?, ?, ?)'),
    append: sql('INSERT INTO inbox (conversation, event) VALUES (?, ?)'),
    head: sql('SELECT id, event FROM inbox WHERE conversation = ? ORDER BY id LIMIT 1'),
    dropHead: sql('DELETE FROM inbox WHERE id = ?'),
    clearInbox: sql('DELETE FROM inbox WHERE conversation = ?'),

    turn: sql('SELECT fence, previous, lease_until, event FROM turn WHERE conversation = ?'),
    orphan: sql('SELECT conversation FROM turn WHERE lease_until <= ? ORDER BY lease_until LIMIT 1'),
    nextFence: sql('UPDATE fence SET value = value + 1 RETURNING value'),
    claim: sql(`
      INSERT INTO turn (conversation, fence, previous, lease_until) VALUES (?, ?, ?, ?)
      ON CONFLICT (conversation) DO UPDATE SET fence = excluded.fence, previous = excluded.previous, lease_until = excluded.lease_until`),
    lease: sql('UPDATE turn SET fence = ?, lease_until = ? WHERE conversation = ?'),
    setEvent: sql('UPDATE turn SET event = ? WHERE conversation = ?'),
    endTurn: sql('DELETE FROM turn WHERE conversation = ?'),

    addReply: sql('INSERT INTO outbox (conversation, position, sent, reply) VALUES (?, ?, 0, ?)'),
    unsent: sql('SELECT reply FROM outbox WHERE conversation = ? AND sent = 0 ORDER BY position'),
    markSent: sql('UPDATE outbox SET sent = 1 WHERE conversation = ? AND position < ?'),
    dropSent: sql('DELETE FROM outbox WHERE conversation = ? AND sent = 1'),
    renumber: sql(`
      UPDATE outbox SET position = position - (SELECT min(position) FROM outbox AS own WHERE own.conversation = ?1) WHERE conversation = ?1`),
    clearOutbox: sql('DELETE FROM outbox WHERE conversation = ?'),

    state: sql('SELECT state FROM state WHERE conversation = ? AND until > ?'),
    saveState: sql('INSERT OR REPLACE INTO state (conversation, state, until) VALUES (?, ?, ?)'),
    clearState: sql('DELETE FROM state WHERE conversation = ?'),
  };
}

export type MailboxStatements = ReturnType<typeof prepareMailboxStatements>;
