import { useQuery } from '@tanstack/react-query';
import type { RefObject } from 'react';
import { useDesk, useTexts } from '../app/contexts.ts';
import { queryKeys } from '../state/query-keys.ts';
import { mentionBefore } from './mentions.ts';

interface MentionListProps {
  readonly text: string;
  readonly input: RefObject<HTMLTextAreaElement | null>;
  onChange(text: string): void;
}

/** Colleagues whose name is being typed behind an `@`: pressed, it is completed. */
export function MentionList({ text, input, onChange }: MentionListProps) {
  const { api, session } = useDesk();
  const { t } = useTexts();
  const colleagues = useQuery({ queryKey: queryKeys.colleagues, queryFn: () => api.colleagues() });
  const caret = input.current?.selectionStart ?? text.length;
  const begun = mentionBefore(text, caret);
  const found = (colleagues.data?.colleagues ?? []).filter(
    ({ id, name }) =>
      begun !== undefined && id !== session.agent.id && name.toLowerCase().startsWith(begun.toLowerCase()) && name !== begun,
  );
  if (found.length === 0) return <span className="small soft">{t('composer.mention')}</span>;
  const complete = (name: string): void => {
    onChange(`${text.slice(0, caret - (begun?.length ?? 0))}${name} ${text.slice(caret)}`);
    requestAnimationFrame(() => input.current?.focus());
  };
  return (
    <span className="mentions">
      {found.slice(0, 3).map(({ id, name }) => (
        <button key={id} type="button" className="mention" onClick={() => complete(name)}>
          @{name}
        </button>
      ))}
    </span>
  );
}
