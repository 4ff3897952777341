import { DropdownMenu } from 'radix-ui';
import { useDesk, useTexts } from '../app/contexts.ts';
import type { DeskWindow } from '../app/shell.tsx';
import type { Availability } from '../app/use-presence.ts';
import { Avatar } from '../shared/avatar.tsx';
import { Icon } from '../shared/icon.tsx';
import { KeyOf } from '../shared/keys.tsx';
import { Menu, MenuItem } from '../shared/menu.tsx';

interface AgentMenuProps {
  readonly availability: Availability;
  onAvailability(availability: Availability): void;
  onWindow(shown: DeskWindow): void;
}

/** Who one is: whether one takes work, the settings, the keys, and the way out. */
export function AgentMenu({ availability, onAvailability, onWindow }: AgentMenuProps) {
  const { session, api, drafts, toast } = useDesk();
  const { t } = useTexts();
  const isStaff = session.roles.some((role) => role !== 'auditor');
  const leave = async (): Promise<void> => {
    try {
      const { location: next } = await api.signOut();
      drafts.forget();
      location.assign(next);
    } catch {
      toast(t('problem.unavailable'), 'bad');
    }
  };
  const trigger = (
    <button type="button" className="agent">
      <Avatar name={session.agent.name} />
      <span className="rail-words">
        <strong>{session.agent.name}</strong>
        <span className="small soft">{isStaff ? t(`availability.${availability}`) : t('role.auditor')}</span>
      </span>
      <span className="unseen">{t('agent.menu')}</span>
      {isStaff && <span className={`agent-light agent-${availability}`} aria-hidden="true" />}
    </button>
  );
  return (
    <Menu trigger={trigger} align="start" side="top">
      {isStaff && <AvailabilityItems availability={availability} onAvailability={onAvailability} />}
      <MenuItem icon="gear" onSelect={() => onWindow('settings')}>
        {t('settings.title')}
      </MenuItem>
      <MenuItem icon="help" hint={<KeyOf action="help" />} onSelect={() => onWindow('help')}>
        {t('help.title')}
      </MenuItem>
      <MenuItem icon="arrowLeft" onSelect={() => void leave()}>
        {t('sign.leave')}
      </MenuItem>
    </Menu>
  );
}

function AvailabilityItems({ availability, onAvailability }: Omit<AgentMenuProps, 'onWindow'>) {
  const { t } = useTexts();
  return (
    <DropdownMenu.RadioGroup
      className="agent-states"
      value={availability}
      onValueChange={(value) => onAvailability(value === 'away' ? 'away' : 'available')}
    >
      {(['available', 'away'] as const).map((state) => (
        <DropdownMenu.RadioItem key={state} className="menu-item" value={state}>
          <span className={`agent-light agent-${state}`} aria-hidden="true" />
          <span className="menu-words">{t(`availability.${state}`)}</span>
          <DropdownMenu.ItemIndicator>
            <Icon name="check" />
          </DropdownMenu.ItemIndicator>
        </DropdownMenu.RadioItem>
      ))}
    </DropdownMenu.RadioGroup>
  );
}
