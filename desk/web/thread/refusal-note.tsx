import { useTexts } from '../app/contexts.ts';
import { useOwnerWords } from '../list/owner.tsx';
import { Button } from '../shared/button.tsx';
import { Icon } from '../shared/icon.tsx';
import type { Refusal } from './use-write.ts';

/** Says that nothing was done, why, and what is so instead. */
export function RefusalNote({ refusal, onClose }: { readonly refusal: Refusal; onClose(): void }) {
  const { t } = useTexts();
  return (
    <div className="refusal" role="alert">
      <Icon name="alert" />
      <p>{refusal.kind === 'refused' ? <Refused refusal={refusal} /> : t(`problem.${refusal.code}`)}</p>
      <Button tone="quiet" icon="close" className="button-icon" aria-label={t('close')} onClick={onClose} />
    </div>
  );
}

function Refused({ refusal }: { readonly refusal: Extract<Refusal, { kind: 'refused' }> }) {
  const { t } = useTexts();
  const owner = useOwnerWords(refusal.owner);
  return t(`refused.${refusal.why}`, { owner });
}
