import { useState } from 'react';
import type { ConversationDetail } from '../../api/conversation.ts';
import { returnOutcomes } from '../../api/writes.ts';
import { useDesk, useTexts } from '../app/contexts.ts';
import { Choice, Field } from '../shared/field.tsx';
import { Modal } from '../shared/modal.tsx';
import type { Writing } from '../thread/use-write.ts';
import { newPromise, type PromiseDraft, PromiseEditor } from './promise-editor.tsx';
import { WriteForm } from './write-form.tsx';

const quietHours = ['0', '2', '12', '24', '72'] as const;
type Quiet = (typeof quietHours)[number];

interface ReturnDialogProps {
  readonly conversation: string;
  readonly writing: Writing;
  readonly promises: ConversationDetail['conversation']['promises'];
  onClose(): void;
}

/** The return contract: what came of it, what was promised, and when the bot may speak again. The customer is told. */
export function ReturnDialog({ conversation, writing, promises: known, onClose }: ReturnDialogProps) {
  const { api } = useDesk();
  const { t } = useTexts();
  const [outcome, setOutcome] = useState<(typeof returnOutcomes)[number]>('solved');
  const [quiet, setQuiet] = useState<Quiet>('0');
  const [summary, setSummary] = useState('');
  const [promises, setPromises] = useState<readonly PromiseDraft[]>([]);
  const hours = Number(quiet);
  return (
    <Modal title={t('return.title')} description={t('return.how')} wide onClose={onClose}>
      <WriteForm
        writing={writing}
        action={t('return.do')}
        icon="bot"
        told={t(hours === 0 ? 'returned' : 'returned.quiet', { hours })}
        call={(stamp) => api.giveBack(conversation, { ...stamp, outcome, summary, promises: promisesOf(promises), quietHours: hours })}
        onClose={onClose}
      >
        <Choice
          legend={t('return.outcome')}
          value={outcome}
          options={returnOutcomes.map((value) => ({ value, label: t(`return.outcome.${value}`) }))}
          onChange={setOutcome}
        />
        <Field label={t('return.summary')} hint={t('return.summary.how')}>
          {(id) => (
            <textarea
              id={id}
              className="input"
              rows={2}
              maxLength={1000}
              value={summary}
              onChange={(event) => setSummary(event.target.value)}
            />
          )}
        </Field>
        <PromiseEditor
          promises={promises}
          knownCount={known.length}
          onChange={setPromises}
          onAdd={() => setPromises([...promises, newPromise()])}
        />
        <QuietChoice quiet={quiet} onQuiet={setQuiet} />
      </WriteForm>
    </Modal>
  );
}

/** When the bot may speak again, and what happens until then. */
function QuietChoice({ quiet, onQuiet }: { readonly quiet: Quiet; onQuiet(quiet: Quiet): void }) {
  const { t } = useTexts();
  return (
    <>
      <Choice
        legend={t('return.quiet')}
        value={quiet}
        options={quietHours.map((value) => ({ value, label: t('return.quiet.hours', { count: Number(value) }) }))}
        onChange={onQuiet}
      />
      <p className="small soft">{t(quiet === '0' ? 'return.quiet.none.how' : 'return.quiet.how')}</p>
    </>
  );
}

/** What was written of the promises: lines without words are none. */
function promisesOf(drafts: readonly PromiseDraft[]) {
  return drafts
    .filter(({ text }) => text.trim() !== '')
    .map(({ kind, text, dueAt }) => ({ kind, text, dueAt: dueAt === '' ? null : new Date(dueAt).toISOString() }));
}
