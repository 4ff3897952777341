import type { Owner as OwnerFacts } from '../../api/terms.ts';
import { useDesk, useTexts } from '../app/contexts.ts';
import { Avatar } from '../shared/avatar.tsx';
import { Icon, type IconName } from '../shared/icon.tsx';
import './owner.css';

const icons = { bot: 'bot', queue: 'inbox', page_inbox: 'facebook' } as const satisfies Readonly<Record<string, IconName>>;

/** Who holds a conversation, as a face or a sign. */
export function Owner({ owner }: { readonly owner: OwnerFacts }) {
  const words = useOwnerWords(owner);
  if (owner.kind === 'agent' && owner.agent) {
    return <Avatar name={owner.agent.name} />;
  }
  return (
    <span className={`owner owner-${owner.kind}`} role="img" aria-label={words} title={words}>
      <Icon name={owner.kind === 'agent' ? 'inbox' : icons[owner.kind]} />
    </span>
  );
}

/** Who holds a conversation, in words: “you”, a colleague by name, the bot, the queue. */
export function useOwnerWords(owner: OwnerFacts): string {
  const { session } = useDesk();
  const { t } = useTexts();
  if (owner.kind !== 'agent') return t(`owner.${owner.kind}`);
  return owner.agent?.id === session.agent.id ? t('owner.you') : (owner.agent?.name ?? t('owner.agent'));
}
