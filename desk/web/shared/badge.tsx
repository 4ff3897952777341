import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon.tsx';
import './badge.css';

export type BadgeTone = 'plain' | 'urgent' | 'high' | 'good' | 'bot' | 'accent';

/** A short fact in a colour that means something; the words say it too. */
export function Badge({
  tone = 'plain',
  icon,
  children,
}: {
  readonly tone?: BadgeTone;
  readonly icon?: IconName;
  readonly children: ReactNode;
}) {
  return (
    <span className={`badge badge-${tone}`}>
      {icon && <Icon name={icon} />}
      {children}
    </span>
  );
}
