import type { ConversationDetail, ConversationSummary } from './api/conversation.ts';
import type { DeskRole } from './api/terms.ts';

type Permissions = ConversationDetail['may'];
type Permission = Permissions[keyof Permissions];

const yes: Permission = { allowed: true, why: null };
const no = (why: NonNullable<Permission['why']>): Permission => ({ allowed: false, why });

/** What somebody may do to a conversation as it is now; the turn that does it decides again. */
export function permissionsFor(
  { owner, window, customer }: Pick<ConversationSummary, 'owner' | 'window' | 'customer'>,
  { agent, roles }: { readonly agent: string; readonly roles: readonly DeskRole[] },
): Permissions {
  const isSupervisor = roles.includes('supervisor');
  const isMine = owner.kind === 'agent' && owner.agent?.id === agent;
  const isOurs = owner.kind !== 'page_inbox';
  const mine = isMine ? yes : no('owner');
  const claim = isMine || !isOurs ? no('state') : owner.kind === 'agent' && !isSupervisor ? no('owner') : yes;
  return {
    claim,
    send: !isMine ? no('owner') : window.state === 'closed' ? no('window') : yes,
    note: yes,
    transfer: isMine || (isSupervisor && isOurs) ? yes : no('owner'),
    snooze: mine,
    return: mine,
    reveal: customer.linked ? yes : no('state'),
  };
}
