import type { Owner } from '../../desk/api/terms.ts';
import { ownerKinds } from '../../desk/api/terms.ts';
import type { Witnessed } from './play-ownership.ts';

/** Sentences that announce a change of owner: each at most once for a token. */
const announcements = new Set([
  'reason',
  'claimed',
  'transferred',
  'transferred_queue',
  'absent',
  'returned',
  'returned_quiet',
  'left_queue',
  'back_to_queue',
]);

const dayMs = 24 * 3_600_000;

function holds(owner: Owner | undefined, { sender, agent }: Witnessed['sent'][number]): boolean {
  if (sender === 'bot') return owner?.kind === 'bot';
  if (sender === 'agent') return owner?.kind === 'agent' && owner.agent?.id === agent;
  return true;
}

/** What is wrong with what was witnessed; nothing where all is well. Knows nothing of the gate: it looks at owners and at what left. */
export function checkOwnership({ holds: committed, sent, late, unheard }: Witnessed): readonly string[] {
  const wrong: string[] = [];
  for (const [index, { owner }] of committed.entries()) {
    const before = committed[index - 1]?.owner;
    if (!ownerKinds.includes(owner.kind) || (owner.kind === 'agent') !== (owner.agent !== undefined))
      wrong.push(`commit ${index} has no owner`);
    if (!before) continue;
    const isSame = owner.kind === before.kind && owner.agent?.id === before.agent?.id;
    const grown = owner.token - before.token;
    if (grown !== 0 && grown !== 1) wrong.push(`the token went from ${before.token} to ${owner.token}`);
    if (grown === 0 && !isSame) wrong.push(`the owner changed under token ${owner.token}`);
  }
  for (const message of sent) {
    // A bot's and a person's words were made by whoever held the conversation when they were committed.
    if (!holds(committed[message.commit]?.owner, message))
      wrong.push(`${message.what} of ${message.sender} left without holding the conversation`);
    // Meta: a day after the customer’s last message only a person writes. A call that moves the thread is no message.
    if (message.sender !== 'agent' && message.sender !== 'routing' && (message.silentMs ?? dayMs) >= dayMs)
      wrong.push(`${message.what} of ${message.sender} left unasked, a day after the customer was heard`);
  }
  for (const { what, commit } of sent) {
    const [before, after] = [committed[commit - 1]?.documents, committed[commit]?.documents];
    if (what === 'document' && before?.at(-1)?.id === after?.at(-1)?.id)
      wrong.push(`a document was told in commit ${commit} that is not there`);
  }
  for (const [index, { documents = [] }] of committed.entries())
    if (new Set(documents.map(({ id }) => id)).size !== documents.length) wrong.push(`a document is there twice in commit ${index}`);
  const told = sent.filter(({ sender, what }) => sender === 'transition' && announcements.has(what)).map(({ token }) => token);
  if (new Set(told).size !== told.length) wrong.push(`announced twice: ${told.join(' ')}`);
  if (late > 0) wrong.push(`${late} commits of workers that had been taken over`);
  if (unheard > 0) wrong.push(`${unheard} messages of the customer were not recorded`);
  return wrong;
}
