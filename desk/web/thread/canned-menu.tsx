import { useQuery } from '@tanstack/react-query';
import { Popover } from 'radix-ui';
import { type KeyboardEvent, type RefObject, useState } from 'react';
import type { CannedReplies } from '../../api/session.ts';
import type { DeskLanguage } from '../../api/terms.ts';
import { useDesk, useTexts } from '../app/contexts.ts';
import { Button } from '../shared/button.tsx';
import { queryKeys } from '../state/query-keys.ts';
import { fillVariables } from './fill-variables.ts';
import './canned-menu.css';

interface CannedMenuProps {
  readonly language: DeskLanguage;
  readonly input: RefObject<HTMLTextAreaElement | null>;
  onPick(text: string): void;
}

/** Prepared answers in the customer's language, with what is known put in. */
export function CannedMenu({ language, input, onPick }: CannedMenuProps) {
  const { api } = useDesk();
  const { t } = useTexts();
  const [isOpen, setOpen] = useState(false);
  const canned = useQuery({ queryKey: queryKeys.cannedReplies, queryFn: () => api.cannedReplies() });
  const pick = (text: string): void => {
    onPick(fillVariables(text, canned.data?.variables ?? {}).text);
    setOpen(false);
    requestAnimationFrame(() => input.current?.focus());
  };
  return (
    <Popover.Root open={isOpen} onOpenChange={setOpen}>
      <Popover.Trigger asChild>
        <Button tone="quiet" icon="message">
          {t('canned.title')}
        </Button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          className="canned"
          side="top"
          align="start"
          sideOffset={8}
          collisionPadding={8}
          aria-label={t('canned.title')}
          onCloseAutoFocus={(event) => event.preventDefault()}
        >
          <Replies
            replies={(canned.data?.replies ?? []).filter((reply) => reply.language === language)}
            variables={canned.data?.variables ?? {}}
            onPick={pick}
          />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

interface RepliesProps {
  readonly replies: CannedReplies['replies'];
  readonly variables: CannedReplies['variables'];
  onPick(text: string): void;
}

function Replies({ replies, variables, onPick }: RepliesProps) {
  const { t } = useTexts();
  const [search, setSearch] = useState('');
  const wanted = search.trim().toLowerCase();
  const found = replies.filter(({ title, text }) => `${title} ${text}`.toLowerCase().includes(wanted));
  return (
    <div onKeyDown={moveBetweenButtons} role="presentation">
      <input
        className="input"
        type="search"
        value={search}
        placeholder={t('canned.search')}
        aria-label={t('canned.search')}
        onChange={(event) => setSearch(event.target.value)}
        onKeyDown={(event) => event.key === 'Enter' && found[0] && onPick(found[0].text)}
      />
      <ul className="canned-list">
        {found.map(({ id, title, text }) => (
          <li key={id}>
            <button type="button" className="canned-reply" onClick={() => onPick(text)}>
              <strong>{title}</strong>
              <span className="small soft">{fillVariables(text, variables).text}</span>
            </button>
          </li>
        ))}
      </ul>
      {found.length === 0 && <p className="canned-none soft">{t('canned.none')}</p>}
    </div>
  );
}

/** Arrows go from one to the next, from the search on. */
function moveBetweenButtons(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>('input, button')];
  const at = stops.findIndex((stop) => stop === document.activeElement);
  event.preventDefault();
  stops[Math.min(Math.max(at + step, 0), stops.length - 1)]?.focus();
}
