import { ToggleGroup } from 'radix-ui';
import { useTexts } from '../app/contexts.ts';
import { Icon } from '../shared/icon.tsx';
import { KeyOf } from '../shared/keys.tsx';
import type { DraftMode } from '../state/drafts.ts';

/** To the customer or to colleagues: the one choice that must never be unclear. */
export function ModeSwitch({ mode, onMode }: { readonly mode: DraftMode; onMode(mode: DraftMode): void }) {
  const { t } = useTexts();
  return (
    <ToggleGroup.Root
      className="modes"
      type="single"
      value={mode}
      aria-label={t('composer.mode')}
      onValueChange={(value) => (value === 'reply' || value === 'note') && onMode(value)}
    >
      <ToggleGroup.Item className="mode" value="reply">
        <Icon name="reply" />
        {t('composer.mode.reply')}
        <KeyOf action="reply" />
      </ToggleGroup.Item>
      <ToggleGroup.Item className="mode" value="note">
        <Icon name="note" />
        {t('composer.mode.note')}
        <KeyOf action="note" />
      </ToggleGroup.Item>
    </ToggleGroup.Root>
  );
}
