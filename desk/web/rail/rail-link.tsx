import type { MouseEvent, ReactNode } from 'react';
import { Icon, type IconName } from '../shared/icon.tsx';

interface RailLinkProps {
  readonly icon: IconName;
  readonly words: string;
  readonly isHere: boolean;
  readonly href: string;
  readonly children?: ReactNode;
  onGo(): void;
}

/** A link that stays in the page, and is still a link: it can be opened in a tab of its own. */
export function RailLink({ icon, words, isHere, href, children, onGo }: RailLinkProps) {
  return (
    <li>
      <a className="rail-link" href={href} aria-current={isHere ? 'page' : undefined} title={words} onClick={(event) => stay(event, onGo)}>
        <Icon name={icon} />
        <span className="rail-words">{words}</span>
        {children}
      </a>
    </li>
  );
}

export function stay(event: MouseEvent, go: () => void): void {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
  event.preventDefault();
  go();
}
