import { useTexts } from '../app/contexts.ts';
import { useOwnerWords } from '../list/owner.tsx';
import { Button } from '../shared/button.tsx';
import { Icon } from '../shared/icon.tsx';
import type { Refusal } from './use-write.ts';

interface RefusalNoteProps {
  readonly refusal: Refusal;
  /** What is said where the server did not accept what was given, for who knows what that was. */
  readonly invalid?: string | undefined;
  onClose(): void;
}

/** Says that nothing was done, why, and what is so instead. */
export function RefusalNote({ refusal, invalid, onClose }: RefusalNoteProps) {
  const { t } = useTexts();
  return (
    <div className="refusal" role="alert">
      <Icon name="alert" />
      <p>
        {refusal.kind === 'refused' ? (
          <Refused refusal={refusal} />
        ) : refusal.code === 'invalid' && invalid !== undefined ? (
          invalid
        ) : (
          t(`problem.${refusal.code}`)
        )}
      </p>
      <Button tone="quiet" icon="close" className="button-icon" aria-label={t('close')} onClick={onClose} />
    </div>
  );
}

function Refused({ refusal }: { readonly refusal: Extract<Refusal, { kind: 'refused' }> }) {
  const { t } = useTexts();
  const owner = useOwnerWords(refusal.owner);
  return t(`refused.${refusal.why}`, { owner });
}
