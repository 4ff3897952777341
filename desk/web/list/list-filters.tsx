import { deskLanguageSchema, skillSchema } from '../../api/terms.ts';
import { useTexts } from '../app/contexts.ts';
import type { Only } from '../state/queues.ts';

interface ListFiltersProps {
  readonly only: Only;
  onOnly(only: Only): void;
}

/** Narrows the list to one skill or one language. */
export function ListFilters({ only: { skill, language }, onOnly }: ListFiltersProps) {
  const { t } = useTexts();
  return (
    <div className="list-filters">
      <select
        className="input"
        aria-label={t('list.skill')}
        value={skill ?? ''}
        onChange={(event) => onOnly({ language, skill: skillSchema.safeParse(event.target.value).data })}
      >
        <option value="">{t('list.skill.all')}</option>
        {skillSchema.options.map((one) => (
          <option key={one} value={one}>
            {t(`skill.${one}`)}
          </option>
        ))}
      </select>
      <select
        className="input"
        aria-label={t('list.language')}
        value={language ?? ''}
        onChange={(event) => onOnly({ skill, language: deskLanguageSchema.safeParse(event.target.value).data })}
      >
        <option value="">{t('list.language.all')}</option>
        {deskLanguageSchema.options.map((one) => (
          <option key={one} value={one}>
            {t(`list.language.${one}`)}
          </option>
        ))}
      </select>
    </div>
  );
}
