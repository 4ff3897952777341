import type { ConversationDetail, ConversationSummary } from './api/conversation.ts';
import type { DeskRole } from './api/terms.ts';

type Permissions = ConversationDetail['may'];
type Permission = Permissions[keyof Permissions];

const yes: Permission = { allowed: true, why: null };
const no = (why: NonNullable<Permission['why']>): Permission => ({ allowed: false, why });

/**
 * What somebody may do to a conversation as it is now; the turn that does it decides again.
 * `leads`: whether threads are passed to other inboxes of the Page, and taken back.
 */
export function permissionsFor(
  { owner, window, customer, channel }: Pick<ConversationSummary, 'owner' | 'window' | 'customer' | 'channel'>,
  { agent, roles, leads }: { readonly agent: string; readonly roles: readonly DeskRole[]; readonly leads: boolean },
): Permissions {
  const isSupervisor = roles.includes('supervisor');
  const isMine = owner.kind === 'agent' && owner.agent?.id === agent;
  const isOurs = owner.kind !== 'page_inbox';
  const mine = isMine ? yes : no('owner');
  const claim = isMine || !isOurs ? no('state') : owner.kind === 'agent' && !isSupervisor ? no('owner') : yes;
  const gives = isMine || (isSupervisor && isOurs) ? yes : no('owner');
  const moves = leads && channel === 'messenger';
  return {
    claim,
    send: !isMine ? no('owner') : window.state === 'closed' ? no('window') : yes,
    note: yes,
    document: !isMine ? no('owner') : !customer.linked ? no('not_linked') : window.state === 'closed' ? no('window') : yes,
    transfer: gives,
    pass: moves && isOurs ? gives : no('state'),
    recall: moves && !isOurs ? yes : no('state'),
    snooze: mine,
    return: mine,
    reveal: customer.linked ? yes : no('state'),
  };
}
