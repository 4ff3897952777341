import type { ConversationDetail } from '../../api/conversation.ts';
import type { Packet } from '../../api/packet.ts';
import { useNow, useTexts } from '../app/contexts.ts';
import { Badge, type BadgeTone } from '../shared/badge.tsx';
import { Empty } from '../shared/empty.tsx';
import { Icon } from '../shared/icon.tsx';
import { SideSection } from './side-section.tsx';

/** What an agent has to know before the first word, so that the customer is never asked again. */
export function PacketTab({ detail: { packet, conversation } }: { readonly detail: ConversationDetail }) {
  const { t, moment } = useTexts();
  const now = useNow();
  if (packet === null) return <Empty icon="info" title={t('packet.none')} />;
  return (
    <>
      <div className="packet-next">
        <span className="small">{t('packet.next')}</span>
        <strong>{t(`next.${packet.next}`)}</strong>
      </div>
      {packet.clock && <Clock clock={packet.clock} />}
      <SideSection title={t('packet.why')}>
        <p>
          {t(`reason.${packet.reason}`)} · {t(`skill.${packet.skill}`)}
        </p>
        {packet.words !== null && <blockquote className="packet-words words">{packet.words}</blockquote>}
        <p className="small soft">{t('packet.made', { at: moment(packet.madeAt, now) })}</p>
      </SideSection>
      {conversation.promises.length > 0 && <Promises promises={conversation.promises} />}
      <Asked asked={packet.asked} />
      {packet.contact !== undefined && (
        <SideSection title={t('packet.contact')}>
          <p>{t(`contact.${packet.contact}`)}</p>
        </SideSection>
      )}
      <Tried tried={packet.tried} />
      <SideSection title={t('packet.identity')}>
        <p>
          {t(packet.identity.linked ? `identity.${packet.identity.strength}` : 'identity.unlinked')}
          {packet.identity.provenAt !== null && ` · ${t('identity.proven', { at: moment(packet.identity.provenAt, now) })}`}
        </p>
      </SideSection>
      <Shown shown={packet.shown} />
    </>
  );
}

/** The clock of the law: what has to be answered by when, and which article says so. */
function Clock({ clock }: { readonly clock: NonNullable<Packet['clock']> }) {
  const { t, day } = useTexts();
  return (
    <div className="packet-clock">
      <Icon name="clock" />
      <div>
        <strong>{t(`clock.${clock.kind}`, { day: day(`${clock.dueOn}T12:00:00Z`) })}</strong>
        <p className="small">{t('clock.source', { day: day(clock.startedAt), source: clock.source })}</p>
      </div>
    </div>
  );
}

function Promises({ promises }: { readonly promises: ConversationDetail['conversation']['promises'] }) {
  const { t, moment } = useTexts();
  const now = useNow();
  return (
    <SideSection title={t('packet.promises')}>
      <ul className="side-items">
        {promises.map((promise) => (
          <li key={`${promise.madeAt}${promise.text}`} className="side-item">
            <Icon name={promise.kind === 'call_back' ? 'phone' : 'reply'} />
            <div>
              <p className="words">{promise.text}</p>
              <p className="small soft">
                {promise.dueAt === null ? t('promise.open') : t('promise.due', { at: moment(promise.dueAt, now) })}
              </p>
            </div>
          </li>
        ))}
      </ul>
    </SideSection>
  );
}

function Asked({ asked }: { readonly asked: Packet['asked'] }) {
  const { t, named, time } = useTexts();
  if (asked.length === 0) return null;
  return (
    <SideSection title={t('packet.asked')}>
      <ul className="side-items">
        {asked.map(({ at, dialog, slots }) => (
          <li key={`${at}${dialog}`} className="side-line">
            <div>
              <p>{named('dialog', dialog)}</p>
              {Object.entries(slots).map(([slot, value]) => (
                <p key={slot} className="small soft">
                  {named('slot', slot)} : {value}
                </p>
              ))}
            </div>
            <time className="small soft digits" dateTime={at}>
              {time(at)}
            </time>
          </li>
        ))}
      </ul>
    </SideSection>
  );
}

const tones: Readonly<Record<Packet['tried'][number]['outcome'], BadgeTone>> = {
  done: 'good',
  failed: 'urgent',
  abandoned: 'plain',
  pending: 'high',
};

function Tried({ tried }: { readonly tried: Packet['tried'] }) {
  const { t, named } = useTexts();
  if (tried.length === 0) return null;
  return (
    <SideSection title={t('packet.tried')}>
      <ul className="side-items">
        {tried.map(({ at, what, outcome, code }) => (
          <li key={`${at}${what}`} className="side-line">
            <div>
              <p>{named('dialog', what)}</p>
              {code !== null && <p className="small soft">{named('code', code)}</p>}
            </div>
            <Badge tone={tones[outcome]}>{t(`outcome.${outcome}`)}</Badge>
          </li>
        ))}
      </ul>
    </SideSection>
  );
}

function Shown({ shown }: { readonly shown: Packet['shown'] }) {
  const { t, named, time } = useTexts();
  if (shown.length === 0) return null;
  return (
    <SideSection title={t('packet.shown')}>
      <ul className="side-items">
        {shown.map(({ at, key, classes }) => (
          <li key={`${at}${key}`} className="side-line">
            <div>
              <p>{classes.map((name) => named('class', name)).join(', ')}</p>
              <p className="small soft code">{key}</p>
            </div>
            <time className="small soft digits" dateTime={at}>
              {time(at)}
            </time>
          </li>
        ))}
      </ul>
      <p className="small soft">{t('packet.shown.how')}</p>
    </SideSection>
  );
}
