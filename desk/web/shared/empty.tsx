import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon.tsx';
import './empty.css';

interface EmptyProps {
  readonly icon: IconName;
  readonly title: string;
  readonly children?: ReactNode;
}

/** Where there is nothing to show: says so, and what would bring something. */
export function Empty({ icon, title, children }: EmptyProps) {
  return (
    <div className="empty">
      <span className="empty-icon">
        <Icon name={icon} />
      </span>
      <p className="empty-title">{title}</p>
      {children !== undefined && <div className="empty-words">{children}</div>}
    </div>
  );
}

/** The shape of what is on its way. */
export function Skeleton({ lines }: { readonly lines: number }) {
  return (
    <div className="skeleton" aria-hidden="true">
      {Array.from({ length: lines }, (_, line) => (
        <span key={line} className={`skeleton-line skeleton-line-${line % 3}`} />
      ))}
    </div>
  );
}
