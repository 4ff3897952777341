import { queueFilters } from '../../api/conversation.ts';
import { useDesk, usePreferences } from '../app/contexts.ts';
import { useActionsNow } from '../app/key-actions.tsx';
import type { DeskWindow } from '../app/shell.tsx';
import { type KeyAction, keyActions } from '../keys/bindings.ts';
import type { IconName } from '../shared/icon.tsx';

/** One line of the palette. */
export interface Command {
  /** A letter-only name, for the element's id. */
  readonly name: string;
  readonly words: string;
  readonly icon: IconName;
  readonly action?: KeyAction;
  run(): void;
}

const unlisted: readonly KeyAction[] = ['palette', 'next', 'previous', 'open', 'send'];

/** What can be done now: the actions that are bound, the areas, the pages, and the settings. */
export function useCommands(onWindow: (shown: DeskWindow) => void): readonly Command[] {
  const { session, go } = useDesk();
  const { texts, change } = usePreferences();
  const { t } = texts;
  const actions = useActionsNow();
  const bound = keyActions.flatMap((action): Command[] => {
    const run = actions.get(action);
    return run && !unlisted.includes(action) ? [{ name: action, words: t(`key.${action}`), icon: 'chevron', action, run }] : [];
  });
  const places: Command[] = queueFilters.map((queue) => ({
    name: `queue-${queue}`,
    words: t('palette.queue', { queue: t(`queue.${queue}`) }),
    icon: 'inbox',
    run: () => go({ page: 'inbox', queue, conversation: undefined }),
  }));
  const pages: Command[] = session.roles.includes('supervisor')
    ? [{ name: 'wallboard', words: t('page.wallboard'), icon: 'wall', run: () => go({ page: 'wallboard' }) }]
    : [];
  const other = texts.language === 'fr' ? 'en' : 'fr';
  return [
    ...bound,
    ...places,
    ...pages,
    { name: 'settings', words: t('settings.title'), icon: 'gear', run: () => onWindow('settings') },
    { name: 'language', words: t(`palette.language.${other}`), icon: 'message', run: () => change({ language: other }) },
    { name: 'light', words: t('palette.light'), icon: 'eye', run: () => change({ theme: 'light' }) },
    { name: 'dark', words: t('palette.dark'), icon: 'moon', run: () => change({ theme: 'dark' }) },
  ];
}
