import { useState } from 'react';
import type { CustomerField } from '../../api/conversation.ts';
import { revealReasons } from '../../api/writes.ts';
import { DeskCallError } from '../api/desk-call-error.ts';
import { useDesk, useTexts } from '../app/contexts.ts';
import { Field } from '../shared/field.tsx';
import { Modal } from '../shared/modal.tsx';
import { ModalForm } from '../shared/modal-form.tsx';
import type { Reveals } from '../side/use-reveals.ts';

type Reason = (typeof revealReasons)[number];

interface RevealDialogProps {
  readonly field: CustomerField['field'];
  readonly reveals: Reveals;
  onClose(): void;
}

/** Asks why account data is looked at; the answer is written to the audit trail before anything is shown. */
export function RevealDialog({ field, reveals, onClose }: RevealDialogProps) {
  const { toast } = useDesk();
  const { t } = useTexts();
  const [reason, setReason] = useState<Reason>('customer_request');
  const [words, setWords] = useState('');
  const send = async (): Promise<void> => {
    try {
      const answer = await reveals.reveal(field, reason, words.trim());
      if (answer.outcome === 'unavailable') toast(t(`unavailable.${answer.why}`), 'bad');
    } catch (error) {
      if (!(error instanceof DeskCallError)) throw error;
      return toast(t(`problem.${error.code}`), 'bad');
    }
    onClose();
  };
  return (
    <Modal title={t('reveal.title', { field: t(`field.${field}`) })} description={t('reveal.how')} onClose={onClose}>
      <ModalForm action={t('reveal.do')} icon="eye" onSubmit={send} onClose={onClose}>
        <ReasonField reason={reason} onReason={setReason} />
        {reason === 'other' && (
          <Field label={t('reveal.words')} hint={t('reveal.words.how')}>
            {(id) => (
              <input
                id={id}
                className="input"
                required
                minLength={5}
                maxLength={300}
                value={words}
                onChange={(event) => setWords(event.target.value)}
              />
            )}
          </Field>
        )}
      </ModalForm>
    </Modal>
  );
}

function ReasonField({ reason, onReason }: { readonly reason: Reason; onReason(reason: Reason): void }) {
  const { t } = useTexts();
  return (
    <Field label={t('reveal.reason')}>
      {(id) => (
        <select
          id={id}
          className="input"
          value={reason}
          onChange={(event) => onReason(revealReasons.find((one) => one === event.target.value) ?? 'other')}
        >
          {revealReasons.map((one) => (
            <option key={one} value={one}>
              {t(`reveal.${one}`)}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
