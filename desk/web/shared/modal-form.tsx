import { type ReactNode, useState } from 'react';
import { useTexts } from '../app/contexts.ts';
import { Button } from './button.tsx';
import type { IconName } from './icon.tsx';

interface ModalFormProps {
  /** What is done, in words, on its button. */
  readonly action: string;
  readonly icon?: IconName;
  readonly blocked?: string | undefined;
  readonly children: ReactNode;
  onSubmit(): Promise<void>;
  onClose(): void;
}

/** The inside of a window that asks something: its fields, the way back, and the way on, which is not gone twice at once. */
export function ModalForm({ action, icon, blocked, children, onSubmit, onClose }: ModalFormProps) {
  const { t } = useTexts();
  const [isBusy, setBusy] = useState(false);
  const submit = async (): Promise<void> => {
    if (isBusy || blocked !== undefined) return;
    setBusy(true);
    try {
      await onSubmit();
    } finally {
      setBusy(false);
    }
  };
  return (
    <form
      className="modal-form"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      {children}
      <div className="modal-foot">
        <Button onClick={onClose}>{t('cancel')}</Button>
        <Button tone="main" type="submit" blocked={isBusy ? t('composer.sending') : blocked} {...(icon === undefined ? {} : { icon })}>
          {action}
        </Button>
      </div>
    </form>
  );
}
