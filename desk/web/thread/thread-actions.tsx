import { useState } from 'react';
import type { ConversationDetail, conversationActions } from '../../api/conversation.ts';
import { deskRoutes } from '../../api/routes.ts';
import { of } from '../api/desk-api.ts';
import { useDesk, useTexts } from '../app/contexts.ts';
import { useKeyAction } from '../app/key-actions.tsx';
import { ReturnDialog } from '../modals/return-dialog.tsx';
import { SnoozeDialog } from '../modals/snooze-dialog.tsx';
import { TransferDialog } from '../modals/transfer-dialog.tsx';
import { Button } from '../shared/button.tsx';
import { KeyOf } from '../shared/keys.tsx';
import { Menu, MenuItem } from '../shared/menu.tsx';
import { type Write, type Writing, wasTaken } from './use-write.ts';

type Shown = 'transfer' | 'assign' | 'snooze' | 'return';

interface ThreadActionsProps {
  readonly detail: ConversationDetail;
  readonly writing: Writing;
  readonly asFacebook: boolean;
  onFacebook(asFacebook: boolean): void;
  onNext(): void;
}

/** What can be done with a conversation, each with its key; what cannot be done now says why. */
export function ThreadActions({ detail, writing, asFacebook, onFacebook, onNext }: ThreadActionsProps) {
  const { api, session } = useDesk();
  const { t } = useTexts();
  const { write, forgive } = writing;
  const [shown, setShown] = useState<Shown>();
  const { id, owner } = detail.conversation;
  const blocked = useBlocked(detail);
  const isMine = owner.agent?.id === session.agent.id;
  const claim = (): void => void write((stamp) => api.claim(id, stamp));
  const resolve = async (isNext: boolean): Promise<void> => {
    const result = await write((stamp) => api.giveBack(id, { ...stamp, outcome: 'solved', quietHours: 0 }), t('resolved'));
    if (isNext && wasTaken(result)) onNext();
  };
  const show = (what: Shown): void => {
    // Why something else was refused before does not belong into this window.
    forgive();
    setShown(what);
  };
  useActionKeys({ blocked, claim: isMine ? undefined : claim, resolve: (isNext) => void resolve(isNext), onShow: show });
  const close = (): void => setShown(undefined);
  const pageInbox = usePageInbox(detail, blocked, write);
  return (
    <>
      {!isMine && (
        <Button tone="main" icon="hand" blocked={blocked.claim} onClick={claim}>
          {t('action.claim')}
        </Button>
      )}
      {isMine && (
        <Button icon="check" blocked={blocked.return} onClick={() => void resolve(true)}>
          {t('action.resolve')}
        </Button>
      )}
      <MoreActions detail={detail} blocked={blocked} pageInbox={pageInbox} onShow={show} onFacebook={() => onFacebook(!asFacebook)} />
      {(shown === 'transfer' || shown === 'assign') && (
        <TransferDialog conversation={id} writing={writing} isAssign={shown === 'assign'} onClose={close} />
      )}
      {shown === 'snooze' && <SnoozeDialog conversation={id} writing={writing} onClose={close} />}
      {shown === 'return' && <ReturnDialog conversation={id} writing={writing} promises={detail.conversation.promises} onClose={close} />}
    </>
  );
}

/** To the Page's inbox or back from it, whichever there is now; undefined where the desk does not lead Meta's routing. */
function usePageInbox({ conversation: { id }, may }: ConversationDetail, blocked: Blocked, write: Write): PageInbox | undefined {
  const { api, toast } = useDesk();
  const way = may.recall.allowed ? 'recall' : may.pass.why === 'state' ? undefined : 'pass';
  const why = way && blocked[way];
  const run = (): void => {
    if (why !== undefined) toast(why);
    else if (way) void write((stamp) => api[way](id, stamp));
  };
  useKeyAction('pageInbox', way && run);
  return way && { way, run };
}

interface PageInbox {
  readonly way: 'pass' | 'recall';
  run(): void;
}

interface ActionKeys {
  readonly blocked: Blocked;
  /** Undefined where it is one's own already. */
  readonly claim: (() => void) | undefined;
  resolve(isNext: boolean): void;
  onShow(shown: Shown): void;
}

/** Each action on its key; where it is not possible now, the key says why. */
function useActionKeys({ blocked, claim, resolve, onShow }: ActionKeys): void {
  const { toast } = useDesk();
  const tell = (why: string | undefined, run: () => void) => () => (why === undefined ? run() : toast(why));
  useKeyAction('claim', claim && tell(blocked.claim, claim));
  useKeyAction(
    'assign',
    tell(blocked.transfer, () => onShow('assign')),
  );
  useKeyAction(
    'transfer',
    tell(blocked.transfer, () => onShow('transfer')),
  );
  useKeyAction(
    'snooze',
    tell(blocked.snooze, () => onShow('snooze')),
  );
  useKeyAction(
    'giveBack',
    tell(blocked.return, () => onShow('return')),
  );
  useKeyAction(
    'resolve',
    tell(blocked.return, () => resolve(false)),
  );
  useKeyAction(
    'resolveNext',
    tell(blocked.return, () => resolve(true)),
  );
}

type Blocked = Readonly<Partial<Record<(typeof conversationActions)[number], string>>>;

/** Why each action is not possible now, in words. */
function useBlocked({ may }: ConversationDetail): Blocked {
  const { t } = useTexts();
  const why = ({ allowed, why }: ConversationDetail['may']['claim']): string | undefined =>
    allowed ? undefined : t(`blocked.${why ?? 'state'}`);
  return Object.fromEntries(
    Object.entries(may).flatMap(([action, permission]) => {
      const words = why(permission);
      return words === undefined ? [] : [[action, words]];
    }),
  );
}

interface MoreProps {
  readonly detail: ConversationDetail;
  readonly blocked: Blocked;
  readonly pageInbox: PageInbox | undefined;
  onShow(shown: Shown): void;
  onFacebook(): void;
}

function MoreActions({ detail, blocked, pageInbox, onShow, onFacebook }: MoreProps) {
  const { toast, session } = useDesk();
  const { t } = useTexts();
  const show = (why: string | undefined, what: Shown) => () => (why === undefined ? onShow(what) : toast(why));
  return (
    <Menu trigger={<Button icon="menu" className="button-icon" aria-label={t('action.more')} title={t('action.more')} />}>
      <MenuItem icon="bot" hint={<KeyOf action="giveBack" />} onSelect={show(blocked.return, 'return')}>
        {t('action.return')}
      </MenuItem>
      <MenuItem icon="people" hint={<KeyOf action="assign" />} onSelect={show(blocked.transfer, 'assign')}>
        {t('action.assign')}
      </MenuItem>
      <MenuItem icon="transfer" hint={<KeyOf action="transfer" />} onSelect={show(blocked.transfer, 'transfer')}>
        {t('action.transfer')}
      </MenuItem>
      <MenuItem icon="snooze" hint={<KeyOf action="snooze" />} onSelect={show(blocked.snooze, 'snooze')}>
        {t('action.snooze')}
      </MenuItem>
      {pageInbox && (
        <MenuItem icon="inbox" hint={<KeyOf action="pageInbox" />} onSelect={pageInbox.run}>
          {t(`action.${pageInbox.way}`)}
        </MenuItem>
      )}
      {detail.conversation.channel === 'messenger' && (
        <MenuItem icon="facebook" onSelect={onFacebook}>
          {t('facebook.short')}
        </MenuItem>
      )}
      {session.roles.includes('supervisor') && (
        <MenuItem icon="download" onSelect={() => location.assign(of(deskRoutes.export.path, detail.conversation.id))}>
          {t('action.export')}
        </MenuItem>
      )}
    </Menu>
  );
}
