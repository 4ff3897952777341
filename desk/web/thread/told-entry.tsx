import type { ThreadEntry } from '../../api/thread.ts';
import { useTexts } from '../app/contexts.ts';
import { useOwnerWords } from '../list/owner.tsx';
import { Icon, type IconName } from '../shared/icon.tsx';

type Of<Kind extends ThreadEntry['kind']> = Extract<ThreadEntry, { kind: Kind }>;

const icons: Readonly<Record<Of<'transition'>['cause'], IconName>> = {
  handed_over: 'inbox',
  claimed: 'hand',
  transferred: 'transfer',
  snoozed: 'snooze',
  woken: 'clock',
  returned: 'bot',
  left_queue: 'arrowLeft',
  page_inbox: 'facebook',
  released: 'inbox',
  absent: 'user',
};

/** A change of hands: never silent. What the customer was told of it stands beneath. */
export function TransitionEntry({ entry, asFacebook }: { readonly entry: Of<'transition'>; readonly asFacebook: boolean }) {
  const { t, named, time } = useTexts();
  const to = useOwnerWords(entry.to);
  if (asFacebook) {
    return (
      <article className="said said-bot">
        <div className="bubble">
          <p className="words">{entry.announced !== null && named('told', entry.announced)}</p>
        </div>
      </article>
    );
  }
  const reason = entry.reason === null ? '' : t(`reason.${entry.reason}`);
  return (
    <div className="told">
      <p className="told-line small">
        <Icon name={icons[entry.cause]} />
        <span>{t(`cause.${entry.cause}`, { by: entry.by?.name ?? to, to, reason })}</span>
        <time dateTime={entry.at}>{time(entry.at)}</time>
      </p>
      {entry.note !== null && entry.note !== '' && <p className="told-note words">{entry.note}</p>}
      {entry.announced !== null && (
        <p className="told-announced small">
          <span className="soft">{t('entry.announced')}</span> <span className="words">{named('told', entry.announced)}</span>
        </p>
      )}
    </div>
  );
}

export function SystemEntry({ entry }: { readonly entry: Of<'system'> }) {
  const { named, time } = useTexts();
  return (
    <div className="told">
      <p className="told-line small">
        <Icon name="gear" />
        <span>
          {named('code', entry.code.replaceAll(' ', '_'))}
          {entry.detail !== null && ` · ${entry.detail}`}
        </span>
        <time dateTime={entry.at}>{time(entry.at)}</time>
      </p>
    </div>
  );
}

export function SatisfactionEntry({ entry }: { readonly entry: Of<'satisfaction'> }) {
  const { t, time } = useTexts();
  return (
    <div className="told">
      <p className="told-line small">
        <Icon name="star" />
        <span>{t('entry.satisfaction', { score: entry.score })}</span>
        <time dateTime={entry.at}>{time(entry.at)}</time>
      </p>
    </div>
  );
}
