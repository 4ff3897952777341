import { useState } from 'react';
import { useDesk, useNow, useTexts } from '../app/contexts.ts';
import { Choice, Field } from '../shared/field.tsx';
import { Modal } from '../shared/modal.tsx';
import { ModalForm } from '../shared/modal-form.tsx';
import type { Write } from '../thread/use-write.ts';

const hours = ['1', '4', '24', '72'] as const;
type Until = (typeof hours)[number] | 'at';

interface SnoozeDialogProps {
  readonly conversation: string;
  readonly write: Write;
  onClose(): void;
}

/** Puts a conversation aside until a time, or until the customer writes. */
export function SnoozeDialog({ conversation, write, onClose }: SnoozeDialogProps) {
  const { api, toast } = useDesk();
  const { t, moment } = useTexts();
  const now = useNow();
  const [until, setUntil] = useState<Until>('4');
  const [at, setAt] = useState('');
  const wakes = until === 'at' ? new Date(at === '' ? Number.NaN : at) : new Date(now + Number(until) * 3_600_000);
  const isFuture = wakes.getTime() > now;
  const send = async (): Promise<void> => {
    if (!isFuture) return;
    const result = await write((stamp) => api.snooze(conversation, { ...stamp, until: wakes.toISOString() }));
    if (result === 'done') toast(t('snoozed', { at: moment(wakes.toISOString(), now) }), 'good');
    onClose();
  };
  return (
    <Modal title={t('snooze.title')} description={t('snooze.how')} onClose={onClose}>
      <ModalForm action={t('snooze.do')} blocked={isFuture ? undefined : t('snooze.past')} onSubmit={send} onClose={onClose}>
        <Choice
          legend={t('snooze.until')}
          value={until}
          options={[
            ...hours.map((count) => ({ value: count, label: t('snooze.hours', { count: Number(count) }) })),
            { value: 'at', label: t('snooze.at') },
          ]}
          onChange={setUntil}
        />
        {until === 'at' && (
          <Field label={t('snooze.moment')}>
            {(id) => (
              <input id={id} className="input" type="datetime-local" required value={at} onChange={(event) => setAt(event.target.value)} />
            )}
          </Field>
        )}
      </ModalForm>
    </Modal>
  );
}
