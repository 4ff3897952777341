import type { ConversationSummary } from '../../api/conversation.ts';
import type { Person } from '../../api/terms.ts';
import { useDesk, useTexts } from '../app/contexts.ts';
import { Avatar } from '../shared/avatar.tsx';

/** Who else is here: a colleague who types comes before one who reads. Said aloud, because two answers are worse than none. */
export function Collision({ conversation: { readers, typing } }: { readonly conversation: ConversationSummary }) {
  const { session } = useDesk();
  const { t } = useTexts();
  const others = (people: readonly Person[]): readonly Person[] => people.filter(({ id }) => id !== session.agent.id);
  const typers = others(typing.agents);
  const people = typers.length > 0 ? typers : others(readers);
  const names = people.map(({ name }) => name).join(', ');
  return (
    <div className={`collision ${typers.length > 0 ? 'collision-typing' : ''}`} role="status" hidden={people.length === 0}>
      {people.slice(0, 3).map(({ id, name }) => (
        <Avatar key={id} name={name} small />
      ))}
      {people.length > 0 && t(typers.length > 0 ? 'collision.types' : 'collision.reads', { names, count: people.length })}
    </div>
  );
}
