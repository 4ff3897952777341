import { useRef } from 'react';
import { useDesk, useTexts } from '../app/contexts.ts';
import { useKeyAction } from '../app/key-actions.tsx';
import { Icon } from '../shared/icon.tsx';
import { KeyOf } from '../shared/keys.tsx';
import type { Only } from '../state/queues.ts';
import { ListFilters } from './list-filters.tsx';

interface ListHeadProps {
  readonly search: string;
  readonly total: number | undefined;
  readonly found: number | undefined;
  readonly only: Only;
  onSearch(search: string): void;
  onOnly(only: Only): void;
}

/** Which area it is, and the search in it. */
export function ListHead({ search, total, found, only, onSearch, onOnly }: ListHeadProps) {
  const { place } = useDesk();
  const { t } = useTexts();
  const input = useRef<HTMLInputElement>(null);
  useKeyAction('search', () => input.current?.focus());
  const count = total ?? found;
  return (
    <div className="list-head">
      <div className="list-title">
        <h2 id="list-title">{t(`queue.${place.queue}`)}</h2>
        <p className="small soft" role="status">
          {count === undefined ? '' : t('list.count', { count })}
        </p>
      </div>
      <div className="search">
        <Icon name="search" />
        <input
          ref={input}
          type="search"
          className="input"
          value={search}
          maxLength={100}
          placeholder={t('list.search')}
          aria-label={t('list.search')}
          onChange={(event) => onSearch(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            onSearch('');
            event.currentTarget.blur();
          }}
        />
        <KeyOf action="search" />
      </div>
      <ListFilters only={only} onOnly={onOnly} />
    </div>
  );
}
