import { useState } from 'react';
import type { ConversationList } from '../../api/conversation.ts';
import type { LineState } from '../api/event-feed.ts';
import { Inbox } from '../list/inbox.tsx';
import { HelpSheet } from '../modals/help-sheet.tsx';
import { Palette } from '../modals/palette.tsx';
import { SettingsDialog } from '../modals/settings-dialog.tsx';
import { AuditPage } from '../pages/audit-page.tsx';
import { WallboardPage } from '../pages/wallboard-page.tsx';
import { Rail } from '../rail/rail.tsx';
import type { RecentChanges } from '../state/recent-changes.ts';
import { useDesk, usePreferences, useTexts } from './contexts.ts';
import { useKeyAction } from './key-actions.tsx';
import { LineBanner } from './line-banner.tsx';
import { type Availability, usePresence } from './use-presence.ts';
import './shell.css';

export type DeskWindow = 'palette' | 'help' | 'settings';

interface ShellProps {
  readonly line: LineState;
  readonly counts: ConversationList['counts'] | undefined;
  readonly recent: RecentChanges;
  /** Whether the stream has its beginning: lists are loaded from then on, so that nothing falls between. */
  readonly isReady: boolean;
  readonly failed: boolean;
}

/** The four areas, and the pages of who is no agent. */
export function Shell({ line, counts, recent, isReady, failed }: ShellProps) {
  const { session, place } = useDesk();
  const { t } = useTexts();
  const [shown, setShown] = useState<DeskWindow>();
  const [availability, setAvailability] = useState<Availability>('available');
  const isStaff = session.roles.some((role) => role !== 'auditor');
  const page = isStaff ? place.page : 'audit';
  useKeyAction('palette', () => setShown('palette'));
  useKeyAction('help', () => setShown('help'));
  const close = (): void => setShown(undefined);
  return (
    <div className={`shell ${place.conversation === undefined ? '' : 'shell-reading'}`}>
      <a className="skip" href="#desk-main">
        {t('skip')}
      </a>
      {isStaff && <Presence availability={availability} />}
      <Rail counts={counts} page={page} availability={availability} onAvailability={setAvailability} onWindow={setShown} />
      <main id="desk-main" className="shell-main" tabIndex={-1}>
        <LineBanner line={line} failed={failed} />
        {page === 'inbox' && <Inbox recent={recent} isReady={isReady} total={counts?.[place.queue]} />}
        {page === 'wallboard' && <WallboardPage />}
        {page === 'audit' && <AuditPage />}
      </main>
      {shown === 'palette' && <Palette onClose={close} onWindow={setShown} />}
      {shown === 'help' && <HelpSheet onClose={close} />}
      {shown === 'settings' && <SettingsDialog onClose={close} />}
    </div>
  );
}

function Presence({ availability }: { readonly availability: Availability }) {
  const { api } = useDesk();
  const { settings } = usePreferences();
  usePresence(api, availability, settings.capacity);
  return null;
}
