import { DropdownMenu } from 'radix-ui';
import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon.tsx';
import './menu.css';

interface MenuProps {
  readonly trigger: ReactNode;
  readonly align?: 'start' | 'end';
  readonly side?: 'top' | 'bottom' | 'right';
  readonly children: ReactNode;
}

/** A menu at its button. Not modal: Radix would otherwise write a style element, which our Content-Security-Policy forbids. */
export function Menu({ trigger, align = 'end', side = 'bottom', children }: MenuProps) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="menu" align={align} side={side} sideOffset={6} collisionPadding={8}>
          {children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

interface ItemProps {
  readonly icon?: IconName;
  readonly children: ReactNode;
  readonly hint?: ReactNode;
  onSelect(): void;
}

export function MenuItem({ icon, children, hint, onSelect }: ItemProps) {
  return (
    <DropdownMenu.Item className="menu-item" onSelect={onSelect}>
      {icon && <Icon name={icon} />}
      <span className="menu-words">{children}</span>
      {hint}
    </DropdownMenu.Item>
  );
}
