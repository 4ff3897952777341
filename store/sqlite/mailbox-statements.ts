import type { DatabaseSync } from 'node:sqlite';

/** The statements of the mailboxes, prepared once. */
export function prepareMailboxStatements(database: DatabaseSync) {
  const sql = (text: string) => database.prepare(text);
  return {
    seenUntil: sql('SELECT until FROM seen WHERE conversation = ? AND digest = ?'),
    remember: sql('INSERT OR REPLACE INTO seen (conversation, digest, until) VALUES (?, ?, ?)'),
    append: sql('INSERT INTO inbox (conversation, event) VALUES (?, ?)'),
    head: sql('SELECT id, event FROM inbox WHERE conversation = ? ORDER BY id LIMIT 1'),
    waiting: sql('SELECT count(*) AS count FROM inbox WHERE conversation = ?'),
    dropHead: sql('DELETE FROM inbox WHERE id = ?'),
    clearInbox: sql('DELETE FROM inbox WHERE conversation = ?'),

    turn: sql('SELECT fence, previous, lease_until, event, attempts, quarantined FROM turn WHERE conversation = ?'),
    orphan: sql('SELECT conversation FROM turn WHERE lease_until <= ? ORDER BY lease_until LIMIT 1'),
    nextFence: sql('UPDATE fence SET value = value + 1 RETURNING value'),
    claim: sql(`
      INSERT INTO turn (conversation, fence, previous, lease_until) VALUES (?, ?, ?, ?)
      ON CONFLICT (conversation) DO UPDATE
      SET fence = excluded.fence, previous = excluded.previous, lease_until = excluded.lease_until`),
    begin: sql('UPDATE turn SET attempts = ?, lease_until = ? WHERE conversation = ?'),
    renew: sql('UPDATE turn SET lease_until = ? WHERE conversation = ?'),
    release: sql('UPDATE turn SET fence = 0, lease_until = 0, attempts = ? WHERE conversation = ?'),
    beginSending: sql('UPDATE turn SET event = ?, attempts = 0, quarantined = ? WHERE conversation = ?'),
    dropEvent: sql('UPDATE turn SET event = NULL, attempts = 0, quarantined = NULL WHERE conversation = ?'),
    endTurn: sql('DELETE FROM turn WHERE conversation = ?'),

    noteEcho: sql('INSERT OR IGNORE INTO echo (conversation, digest) SELECT conversation, ? FROM turn WHERE conversation = ?'),
    echo: sql('SELECT 1 FROM echo WHERE conversation = ? AND digest = ?'),
    clearEchoes: sql('DELETE FROM echo WHERE conversation = ?'),

    addReply: sql('INSERT INTO outbox (conversation, position, sent, reply) VALUES (?, ?, 0, ?)'),
    unsent: sql('SELECT reply FROM outbox WHERE conversation = ? AND sent = 0 ORDER BY position'),
    markSent: sql('UPDATE outbox SET sent = 1 WHERE conversation = ? AND position < ?'),
    dropSent: sql('DELETE FROM outbox WHERE conversation = ? AND sent = 1'),
    renumber: sql(`
      UPDATE outbox SET position = position - (SELECT min(position) FROM outbox AS own WHERE own.conversation = ?1) WHERE conversation = ?1`),
    clearOutbox: sql('DELETE FROM outbox WHERE conversation = ?'),

    state: sql('SELECT state FROM state WHERE conversation = ? AND until > ?'),
    saveState: sql('INSERT OR REPLACE INTO state (conversation, state, until) VALUES (?, ?, ?)'),
    setAside: sql('INSERT INTO quarantine (id, conversation, note, event) VALUES (?, ?, ?, ?)'),
    setAsideReplies: sql(`
      INSERT INTO quarantine_reply (id, position, reply) SELECT ?, position, reply FROM outbox WHERE conversation = ? AND sent = 0`),
    clearEffects: sql('DELETE FROM effect WHERE conversation = ?'),
    clearQuarantine: sql('DELETE FROM quarantine WHERE conversation = ?'),

    tellLedger: sql('INSERT INTO ledger_waiting (entries) VALUES (?)'),
    clearState: sql('DELETE FROM state WHERE conversation = ?'),
  };
}

export type MailboxStatements = ReturnType<typeof prepareMailboxStatements>;
