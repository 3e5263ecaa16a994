import { useTranslation } from 'react-i18next';
import {
  DataTable,
  Hidden,
  StatusBadge,
  TextLink,
  type DataColumn,
  type Tone,
} from '@consilium/ui';
import { graphql, unmask, type FragmentType } from '../gql';
import type { ScopeCriteriaFieldsFragment } from '../gql/graphql';
import { useLocale } from '../platform/use-locale';
import { useEvaluationPath } from './use-evaluation';
import classes from './evaluations.module.css';

const scopeCriteriaFields = graphql(`
  fragment ScopeCriteriaFields on ScopeTest {
    criteria {
      predicate
      state
      questionKey
      partId
      question {
        fr
        en
      }
      answer {
        fr
        en
      }
    }
  }
`);

type Criterion = ScopeCriteriaFieldsFragment['criteria'][number];

const tones: Readonly<Record<Criterion['state'], Tone>> = {
  holds: 'success',
  fails: 'danger',
  open: 'warning',
};

interface ScopeCriteriaProps {
  readonly test: FragmentType<typeof scopeCriteriaFields>;
  /** Nothing is settled yet: what is missing can still be answered. */
  readonly open: boolean;
}

/** The criteria of the guide, each with the answer it is read from. */
export function ScopeCriteria({ test, open }: ScopeCriteriaProps) {
  const { t } = useTranslation('evaluations');
  const path = useEvaluationPath();
  const locale = useLocale();
  const { criteria } = unmask(scopeCriteriaFields, test);
  const missing = criteria.filter(({ state, partId }) => state === 'open' && partId !== null);
  const hrefOf = ({ partId, questionKey }: Criterion) =>
    path(`answer?part=${partId ?? ''}#${encodeURIComponent(questionKey)}`);

  const columns: readonly DataColumn<Criterion>[] = [
    {
      key: 'criterion',
      header: t('screen.scope.criterion'),
      cell: ({ predicate, question }) => (
        <>
          {t(`scope.predicates.${predicate}`)}
          {question ? (
            <span className={`${classes.line} ${classes.quiet}`}>{question[locale]}</span>
          ) : null}
        </>
      ),
    },
    {
      key: 'answer',
      header: t('screen.scope.answerColumn'),
      cell: (criterion) => (
        <>
          <span className={classes.line}>
            {criterion.answer?.[locale] ?? t('screen.scope.unanswered')}
          </span>
          {criterion.partId ? (
            <TextLink href={hrefOf(criterion)} className={classes.quiet}>
              {t('screen.scope.toQuestion')}
              <Hidden>{` (${t(`scope.predicates.${criterion.predicate}`)})`}</Hidden>
            </TextLink>
          ) : null}
        </>
      ),
    },
    {
      key: 'state',
      header: t('screen.scope.state'),
      cell: ({ state }) => (
        <StatusBadge tone={tones[state]}>{t(`screen.scope.${state}`)}</StatusBadge>
      ),
    },
  ];
  return (
    <>
      {open && missing.length > 0 ? (
        <section className={classes.section} aria-labelledby="scope-missing">
          <h2 id="scope-missing">{t('screen.scope.missing', { count: missing.length })}</h2>
          <ul className={classes.plain}>
            {missing.map((criterion) => (
              <li key={criterion.predicate}>
                <TextLink href={hrefOf(criterion)}>
                  {criterion.question?.[locale] ?? t(`scope.predicates.${criterion.predicate}`)}
                </TextLink>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <section className={classes.section} aria-labelledby="scope-criteria">
        <h2 id="scope-criteria">{t('screen.scope.caption')}</h2>
        <DataTable
          caption={t('screen.scope.caption')}
          captionHidden
          columns={columns}
          rows={criteria}
          rowKey={({ predicate }) => predicate}
        />
      </section>
    </>
  );
}
