import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { skills } from '../../api/terms.ts';
import { useDesk, useTexts } from '../app/contexts.ts';
import { Field } from '../shared/field.tsx';
import { Modal } from '../shared/modal.tsx';
import { queryKeys } from '../state/query-keys.ts';
import type { Writing } from '../thread/use-write.ts';
import { WriteForm } from './write-form.tsx';

interface TransferDialogProps {
  readonly conversation: string;
  readonly writing: Writing;
  /** To a colleague, with no word needed; otherwise also to a skill or the queue, with a note. */
  readonly isAssign: boolean;
  onClose(): void;
}

/** Gives the conversation to somebody else, with what they have to know. */
export function TransferDialog({ conversation, writing, isAssign, onClose }: TransferDialogProps) {
  const { api } = useDesk();
  const { t } = useTexts();
  const [to, setTo] = useState(isAssign ? '' : 'queue');
  const [note, setNote] = useState('');
  return (
    <Modal title={t(isAssign ? 'assign.title' : 'transfer.title')} description={t('transfer.how')} onClose={onClose}>
      <WriteForm
        writing={writing}
        action={t(isAssign ? 'assign.do' : 'transfer.do')}
        told={t('transferred')}
        call={(stamp) => api.transfer(conversation, { ...stamp, to: targetOf(to), note })}
        onClose={onClose}
      >
        <Field label={t('transfer.to')}>
          {(id) => (
            <select id={id} className="input" value={to} required onChange={(event) => setTo(event.target.value)}>
              {isAssign && <option value="">{t('transfer.choose')}</option>}
              <Colleagues />
              {!isAssign && <Places />}
            </select>
          )}
        </Field>
        <Field label={t('transfer.note')} hint={t('transfer.note.how')}>
          {(id) => (
            <textarea id={id} className="input" rows={4} maxLength={2000} value={note} onChange={(event) => setNote(event.target.value)} />
          )}
        </Field>
      </WriteForm>
    </Modal>
  );
}

function targetOf(to: string): { agent: string } | { skill: (typeof skills)[number] } | { queue: true } {
  const [kind, name = ''] = to.split(/:(.*)/s);
  const skill = skills.find((one) => kind === 'skill' && one === name);
  if (skill) return { skill };
  return kind === 'agent' ? { agent: name } : { queue: true };
}

function Colleagues() {
  const { api, session } = useDesk();
  const { t } = useTexts();
  const colleagues = useQuery({ queryKey: queryKeys.colleagues, queryFn: () => api.colleagues(), staleTime: 10_000 });
  const others = (colleagues.data?.colleagues ?? []).filter(({ id, state }) => id !== session.agent.id && state !== 'gone');
  return (
    <optgroup label={t('transfer.colleagues')}>
      {others.map(({ id, name, open, capacity, state }) => (
        <option key={id} value={`agent:${id}`}>
          {t('transfer.colleague', { name, open, capacity, state: t(`availability.${state}`) })}
        </option>
      ))}
    </optgroup>
  );
}

function Places() {
  const { t } = useTexts();
  return (
    <optgroup label={t('transfer.places')}>
      <option value="queue">{t('transfer.queue')}</option>
      {skills.map((skill) => (
        <option key={skill} value={`skill:${skill}`}>
          {t(`skill.${skill}`)}
        </option>
      ))}
    </optgroup>
  );
}
