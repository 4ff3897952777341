import type { ConversationDetail, CustomerField } from '../../api/conversation.ts';
import { useNow, useTexts } from '../app/contexts.ts';
import { RevealDialog } from '../modals/reveal-dialog.tsx';
import { Badge } from '../shared/badge.tsx';
import { Button } from '../shared/button.tsx';
import { KeyOf } from '../shared/keys.tsx';
import { SideSection } from './side-section.tsx';
import type { Reveals } from './use-reveals.ts';

interface CustomerTabProps {
  readonly detail: ConversationDetail;
  readonly reveals: Reveals;
}

/** The customer without a name: how sure the bank is, what Facebook may see, and account data behind a reason. */
export function CustomerTab({ detail: { customer, may }, reveals }: CustomerTabProps) {
  const { t, moment } = useTexts();
  const now = useNow();
  const { identity } = customer;
  const blocked = may.reveal.allowed ? undefined : t(`blocked.${may.reveal.why ?? 'state'}`);
  return (
    <>
      <SideSection title={customer.label}>
        <dl className="facts">
          <dt>{t('customer.identity')}</dt>
          <dd>{identity === null ? t('identity.unlinked') : t(`identity.${identity.strength}`)}</dd>
          {identity?.provenAt && (
            <>
              <dt>{t('customer.proven')}</dt>
              <dd className="digits">{moment(identity.provenAt, now)}</dd>
            </>
          )}
          <dt>{t('customer.locale')}</dt>
          <dd>{customer.locale ?? '–'}</dd>
        </dl>
      </SideSection>
      <SideSection title={t('customer.data')}>
        <ul className="side-items">
          {customer.fields.map((field) => (
            <Field key={field.field} field={field} reveals={reveals} blocked={blocked} />
          ))}
        </ul>
        <p className="small soft">{t('customer.data.how')}</p>
        {reveals.shown.length > 0 && (
          <Button icon="lock" onClick={reveals.hide}>
            {t('customer.hide')} <KeyOf action="reveal" />
          </Button>
        )}
      </SideSection>
      <Levels levels={customer.levels} />
      {reveals.asked && <RevealDialog field={reveals.asked} reveals={reveals} onClose={() => reveals.ask(undefined)} />}
    </>
  );
}

interface FieldProps {
  readonly field: CustomerField;
  readonly reveals: Reveals;
  readonly blocked: string | undefined;
}

function Field({ field: { field, masked, revealable }, reveals, blocked }: FieldProps) {
  const { t, time } = useTexts();
  const revealed = reveals.shown.find((one) => one.field === field);
  return (
    <li className="secret">
      <div className="side-line">
        <p>{t(`field.${field}`)}</p>
        {!revealed && (
          <Button
            icon="eye"
            blocked={revealable ? blocked : t('customer.unavailable')}
            aria-label={t('customer.reveal.field', { field: t(`field.${field}`) })}
            onClick={() => reveals.ask(field)}
          >
            {t('customer.reveal')}
          </Button>
        )}
      </div>
      {revealed ? (
        <>
          <dl className="secret-lines">
            {revealed.answer.lines.map(({ label, value }) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd className="digits">{value}</dd>
              </div>
            ))}
          </dl>
          <p className="small soft">{t('customer.until', { at: time(revealed.answer.hideAt), reason: t(`reveal.${revealed.reason}`) })}</p>
        </>
      ) : (
        <p className="secret-masked">
          <span aria-hidden="true">{masked}</span>
          <span className="unseen">{t('customer.masked')}</span>
        </p>
      )}
    </li>
  );
}

function Levels({ levels }: { readonly levels: ConversationDetail['customer']['levels'] }) {
  const { t, named } = useTexts();
  return (
    <SideSection title={t('customer.levels')}>
      <dl className="facts">
        {Object.entries(levels).map(([name, level]) => (
          <div key={name} className="facts-pair">
            <dt>{named('class', name)}</dt>
            <dd>
              <Badge tone={level === 'sealed' ? 'bot' : 'high'}>{named('level', level)}</Badge>
            </dd>
          </div>
        ))}
      </dl>
    </SideSection>
  );
}
