import type { ConversationDetail, ConversationSummary } from './api/conversation.ts';
import type { DeskRole } from './api/terms.ts';

type Permissions = ConversationDetail['may'];
type Permission = Permissions[keyof Permissions];

const yes: Permission = { allowed: true, why: null };
const no = (why: NonNullable<Permission['why']>): Permission => ({ allowed: false, why });

interface PermissionContext {
  readonly agent: string;
  readonly roles: readonly DeskRole[];
  /** Whether threads are passed to other inboxes of the Page, and taken back. */
  readonly leads: boolean;
  /** Whether the bank knows the customer now; at the hand-over it may not have. */
  readonly linked: boolean;
}

/** What somebody may do to a conversation as it is now; the turn that does it decides again. */
export function permissionsFor(
  { owner, window, channel }: Pick<ConversationSummary, 'owner' | 'window' | 'channel'>,
  { agent, roles, leads, linked }: PermissionContext,
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
    document: !isMine ? no('owner') : !linked ? no('not_linked') : window.state === 'closed' ? no('window') : yes,
    transfer: gives,
    pass: moves && isOurs ? gives : no('state'),
    recall: moves && !isOurs ? yes : no('state'),
    snooze: mine,
    return: mine,
    reveal: linked ? yes : no('state'),
  };
}
