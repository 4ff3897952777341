import { useState } from 'react';
import { useDesk, useNow, useTexts } from '../app/contexts.ts';
import { Choice, Field } from '../shared/field.tsx';
import { Modal } from '../shared/modal.tsx';
import type { Writing } from '../thread/use-write.ts';
import { WriteForm } from './write-form.tsx';

const hours = ['1', '4', '24', '72'] as const;
type Until = (typeof hours)[number] | 'at';

interface SnoozeDialogProps {
  readonly conversation: string;
  readonly writing: Writing;
  onClose(): void;
}

/** Puts a conversation aside until a time, or until the customer writes. */
export function SnoozeDialog({ conversation, writing, onClose }: SnoozeDialogProps) {
  const { api } = useDesk();
  const { t, moment } = useTexts();
  const now = useNow();
  const [until, setUntil] = useState<Until>('4');
  const [at, setAt] = useState('');
  const wakes = until === 'at' ? new Date(at === '' ? Number.NaN : at) : new Date(now + Number(until) * 3_600_000);
  const isFuture = wakes.getTime() > now;
  return (
    <Modal title={t('snooze.title')} description={t('snooze.how')} onClose={onClose}>
      <WriteForm
        writing={writing}
        action={t('snooze.do')}
        blocked={isFuture ? undefined : t('snooze.past')}
        told={isFuture ? t('snoozed', { at: moment(wakes.toISOString(), now) }) : ''}
        call={(stamp) => api.snooze(conversation, { ...stamp, until: wakes.toISOString() })}
        onClose={onClose}
      >
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
      </WriteForm>
    </Modal>
  );
}
