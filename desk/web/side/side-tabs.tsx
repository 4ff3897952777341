import { Tabs } from 'radix-ui';
import { type ReactNode, useState } from 'react';
import type { ConversationDetail } from '../../api/conversation.ts';
import { useTexts } from '../app/contexts.ts';
import { useKeyAction } from '../app/key-actions.tsx';
import { Button } from '../shared/button.tsx';
import { AuditTab } from './audit-tab.tsx';
import { BotTab } from './bot-tab.tsx';
import { CustomerTab } from './customer-tab.tsx';
import { HistoryTab } from './history-tab.tsx';
import { PacketTab } from './packet-tab.tsx';
import { useReveals } from './use-reveals.ts';
import './side.css';

const tabs = ['packet', 'customer', 'bot', 'history', 'audit'] as const;
type Tab = (typeof tabs)[number];

interface SideTabsProps {
  readonly detail: ConversationDetail;
  onClose(): void;
  onShow(): void;
}

/** What is known beside the thread. */
export function SideTabs({ detail, onClose, onShow }: SideTabsProps) {
  const { t } = useTexts();
  const [tab, setTab] = useState<Tab>(detail.packet === null ? 'customer' : 'packet');
  const reveals = useReveals(detail.conversation.id);
  useKeyAction('reveal', () => {
    if (reveals.shown.length > 0) return reveals.hide();
    setTab('customer');
    onShow();
    reveals.ask(detail.customer.fields.find(({ revealable }) => revealable)?.field);
  });
  return (
    <aside className="side" aria-label={t('side.label')}>
      <Tabs.Root className="side-root" value={tab} onValueChange={(value) => setTab(tabs.find((one) => one === value) ?? 'packet')}>
        <div className="side-head">
          <Tabs.List className="side-list" aria-label={t('side.label')}>
            {tabs.map((one) => (
              <Tabs.Trigger key={one} className="side-tab" value={one}>
                {t(`side.${one}`)}
              </Tabs.Trigger>
            ))}
          </Tabs.List>
          <Button tone="quiet" icon="close" className="button-icon side-close" aria-label={t('close')} onClick={onClose} />
        </div>
        <Panel tab="packet">
          <PacketTab detail={detail} />
        </Panel>
        <Panel tab="customer">
          <CustomerTab detail={detail} reveals={reveals} />
        </Panel>
        <Panel tab="bot">
          <BotTab thread={detail.thread} />
        </Panel>
        <Panel tab="history">
          <HistoryTab detail={detail} />
        </Panel>
        <Panel tab="audit">
          <AuditTab detail={detail} reveals={reveals} />
        </Panel>
      </Tabs.Root>
    </aside>
  );
}

function Panel({ tab, children }: { readonly tab: Tab; readonly children: ReactNode }) {
  return (
    <Tabs.Content className="side-panel" value={tab}>
      {children}
    </Tabs.Content>
  );
}
