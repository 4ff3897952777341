import { Popover } from 'radix-ui';
import { useTexts } from '../app/contexts.ts';
import { Icon } from '../shared/icon.tsx';
import './sealed-chip.css';

interface SealedChipProps {
  /** The class of the fact: `balance`, `transaction`… */
  readonly name: string;
  readonly level: 'sealed' | 'hinted' | 'banded' | 'shown';
  readonly sentence: string;
  readonly dialog: string | null;
  readonly at: string;
}

/** A banking fact in what the bot said: its kind and how much of it the chat got; pressed, where it comes from. */
export function SealedChip({ name, level, sentence, dialog, at }: SealedChipProps) {
  const { t, named, time } = useTexts();
  const kind = named('class', name);
  return (
    <Popover.Root>
      <Popover.Trigger className={`chip chip-${level}`}>
        <Icon name={level === 'shown' ? 'eye' : 'lock'} />
        {kind} · {named('level', level)}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content className="provenance" align="start" sideOffset={6} collisionPadding={8} aria-label={t('chip.label', { kind })}>
          <p className="provenance-title">{kind}</p>
          <p>{t(`chip.${level}`)}</p>
          <dl className="facts">
            <dt>{t('chip.sentence')}</dt>
            <dd className="code">{sentence}</dd>
            <dt>{t('chip.dialog')}</dt>
            <dd>{dialog === null ? '–' : named('dialog', dialog)}</dd>
            <dt>{t('chip.at')}</dt>
            <dd className="digits">{time(at)}</dd>
          </dl>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
