import { useTranslation } from 'react-i18next';
import { Notice, StatusBadge, useFormat, type Tone } from '@consilium/ui';
import type { Declaration } from './declaration-operations';
import classes from './evaluations.module.css';

export type SectionTitles = readonly { readonly key: string; readonly title: string }[];

const tones: Readonly<Record<Declaration['status'], Tone>> = {
  missing: 'warning',
  expired: 'warning',
  declared_none: 'success',
  declared: 'warning',
  assessed_none: 'success',
  assessed_minor: 'info',
  assessed_major: 'danger',
};

/** Where a declaration stands, in words. */
export function DeclarationStatusBadge({ status }: { readonly status: Declaration['status'] }) {
  const { t } = useTranslation('evaluations');
  return <StatusBadge tone={tones[status]}>{t(`declarations.statuses.${status}`)}</StatusBadge>;
}

interface DeclarationViewProps {
  readonly declaration: Declaration;
  readonly sections: SectionTitles;
}

/** What was declared, and what became of it. */
export function DeclarationView({ declaration, sections }: DeclarationViewProps) {
  const { t } = useTranslation('evaluations');
  const { date, list } = useFormat();
  const { interests, level, assessedBy, assessmentReason, recusedSections } = declaration;
  const titles = sections
    .filter(({ key }) => recusedSections.includes(key))
    .map(({ title }) => title);
  return (
    <div className={classes.declared}>
      {declaration.nothing ? <p>{t('screen.interests.no')}.</p> : null}
      {interests.length > 0 ? (
        <ul>
          {interests.map((interest, index) => (
            <li key={index}>
              <strong>{t(`declarations.kinds.${interest.kind}`)}</strong>
              {` – ${interest.with} (${t(`declarations.parties.${interest.party}`)}), `}
              {interest.toYear === interest.fromYear
                ? interest.fromYear
                : t('screen.interests.years', {
                    from: interest.fromYear,
                    to: interest.toYear ?? t('screen.interests.today'),
                  })}
              <span className={classes.line}>{interest.description}</span>
            </li>
          ))}
        </ul>
      ) : null}
      {declaration.validUntil ? (
        <p className={classes.quiet}>
          {t('screen.interests.validUntil', { date: date(declaration.validUntil) })}
        </p>
      ) : null}
      {level ? (
        <p>
          {assessmentReason
            ? t('screen.interests.assessed', { name: assessedBy, reason: assessmentReason })
            : t('screen.interests.assessedBy', { name: assessedBy })}
        </p>
      ) : null}
      {declaration.recusedFromAll ? <p>{t('screen.interests.recusedAll')}</p> : null}
      {titles.length > 0 ? (
        <p>{t('screen.interests.recusedSections', { sections: list(titles) })}</p>
      ) : null}
      {declaration.changedSinceAssessment ? (
        <Notice tone="warning">
          <p>{t('screen.interests.changed')}</p>
        </Notice>
      ) : null}
    </div>
  );
}
