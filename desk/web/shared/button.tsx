import type { ButtonHTMLAttributes, Ref } from 'react';
import { Icon, type IconName } from './icon.tsx';
import './button.css';

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly tone?: 'plain' | 'main' | 'quiet' | 'danger';
  readonly icon?: IconName;
  /** Why it cannot be used now: it stays reachable and says so, where `disabled` would only be grey. */
  readonly blocked?: string | undefined;
  readonly ref?: Ref<HTMLButtonElement>;
}

export function Button({ tone = 'plain', icon, blocked, children, className = '', onClick, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={`button button-${tone} ${className}`}
      aria-disabled={blocked === undefined ? undefined : true}
      title={blocked ?? rest.title}
      onClick={blocked === undefined ? onClick : (event) => event.preventDefault()}
    >
      {icon && <Icon name={icon} />}
      {children !== undefined && <span className="button-words">{children}</span>}
      {blocked !== undefined && <span className="unseen">{blocked}</span>}
    </button>
  );
}
