import type { ReactNode } from 'react';
import { deskRoutes } from '../../api/routes.ts';
import type { ThreadEntry } from '../../api/thread.ts';
import { of } from '../api/desk-api.ts';
import { useDesk, useTexts } from '../app/contexts.ts';
import { sizeOf } from '../modals/document-dialog.tsx';
import { Avatar } from '../shared/avatar.tsx';
import { Badge } from '../shared/badge.tsx';
import { Icon } from '../shared/icon.tsx';
import { Delivery } from './delivery.tsx';
import { RichNote } from './rich-note.tsx';

type Of<Kind extends ThreadEntry['kind']> = Extract<ThreadEntry, { kind: Kind }>;

/** What the customer wrote: plain text, whatever is in it. */
/** What was sent, by its kind. The file comes from our own server, to be saved; nothing of Meta's is loaded. */
function Attachments({ entry }: { readonly entry: Of<'customer'> }) {
  const { t } = useTexts();
  const { conversation } = useDesk().place;
  const things = entry.attachments ?? [{ kind: 'other' as const, place: null, fetchable: false }];
  return things.map(({ kind, place, fetchable }, index) => (
    // eslint-disable-next-line react/no-array-index-key -- an entry never changes
    <p className="bubble-attachment" key={index}>
      <Icon name="paperclip" />
      {t(`attachment.${kind}`)}
      {place !== null && ` · ${place}`}
      {fetchable && conversation !== undefined && (
        <a href={of(deskRoutes.attachment.path, conversation).replace(':file', `${entry.number}.${index}`)} download>
          {t('attachment.save')}
        </a>
      )}
    </p>
  ));
}

export function CustomerEntry({ entry }: { readonly entry: Of<'customer'> }) {
  const { t, time } = useTexts();
  return (
    <article className="said said-customer">
      <header className="said-by small">
        <span className="said-name">{t('by.customer')}</span>
        <time dateTime={entry.at}>{time(entry.at)}</time>
      </header>
      <div className="bubble">
        {entry.button && (
          <span className="bubble-button small">
            <Icon name="hand" />
            {t('entry.button')}
          </span>
        )}
        {entry.text !== null && <p className="words">{entry.text}</p>}
        {entry.attachment && <Attachments entry={entry} />}
      </div>
      <Redacted what={entry.redacted} />
    </article>
  );
}

interface ByAgentProps {
  readonly entry: Of<'agent' | 'document'>;
  /** What stands in the bubble. */
  readonly children: ReactNode;
  /** What stands under it before how it left. */
  readonly where?: string | undefined;
}

/** What a person of the bank has said or handed over. */
function ByAgent({ entry, children, where }: ByAgentProps) {
  const { time } = useTexts();
  return (
    <article className="said said-agent">
      <header className="said-by small">
        <Avatar name={entry.agent.name} small />
        <span className="said-name">{entry.agent.name}</span>
        <time dateTime={entry.at}>{time(entry.at)}</time>
      </header>
      <div className="bubble">{children}</div>
      <Foot>
        {where !== undefined && <span>{where}</span>}
        <span>{entry.sentAs}</span>
        <Delivery delivery={entry.delivery} />
      </Foot>
      {entry.kind === 'agent' && <Redacted what={entry.redacted} />}
    </article>
  );
}

export function AgentEntry({ entry }: { readonly entry: Of<'agent'> }) {
  return (
    <ByAgent entry={entry}>
      <p className="words">{entry.text}</p>
    </ByAgent>
  );
}

/** What was handed over. In the chat there was a sentence and nothing more. */
export function DocumentEntry({ entry, asFacebook }: { readonly entry: Of<'document'>; readonly asFacebook: boolean }) {
  const { t, named } = useTexts();
  const { conversation } = useDesk().place;
  const { id, name, bytes } = entry.document;
  return (
    <ByAgent entry={entry} where={asFacebook ? undefined : t('document.where')}>
      {asFacebook ? (
        <p className="words">{named('told', 'document')}</p>
      ) : (
        <p className="bubble-attachment">
          <Icon name="paperclip" />
          <span className="words">{t('document.chosen', { name, size: sizeOf(bytes) })}</span>
          {conversation !== undefined && (
            <a href={of(deskRoutes.document.path, conversation).replace(':document', id)} download={name}>
              {t('attachment.save')}
            </a>
          )}
        </p>
      )}
    </ByAgent>
  );
}

/** For colleagues: in another colour and another shape, so that nobody takes it for an answer. */
export function NoteEntry({ entry }: { readonly entry: Of<'note'> }) {
  const { t, time } = useTexts();
  return (
    <article className="note-entry">
      <header className="said-by small">
        <Icon name="note" />
        <span className="said-name">{t('entry.note', { name: entry.agent.name })}</span>
        <time dateTime={entry.at}>{time(entry.at)}</time>
      </header>
      <RichNote text={entry.text} />
    </article>
  );
}

function Foot({ children }: { readonly children: ReactNode }) {
  return <footer className="said-foot small">{children}</footer>;
}

function Redacted({ what }: { readonly what: readonly string[] }) {
  const { t, named } = useTexts();
  if (what.length === 0) return null;
  return (
    <Badge tone="high" icon="shield">
      {t('entry.redacted', { what: what.map((kind) => named('redacted', kind)).join(', ') })}
    </Badge>
  );
}
