import { initialsOf } from './initials.ts';
import './avatar.css';

/** Somebody of the bank by the initials, in a colour of their own; the name is for screen readers and on pointing. */
export function Avatar({ name, small = false }: { readonly name: string; readonly small?: boolean }) {
  const { letters, hue } = initialsOf(name);
  return (
    <span className={`avatar avatar-hue-${hue} ${small ? 'avatar-small' : ''}`} role="img" aria-label={name} title={name}>
      {letters}
    </span>
  );
}
