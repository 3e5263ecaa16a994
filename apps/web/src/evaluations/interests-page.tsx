import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@mantine/core';
import { useQuery } from '@apollo/client/react';
import { Hidden, LoadingState, Notice, ReasonedButton, useFormat } from '@consilium/ui';
import { unmask } from '../gql';
import { FailureNotice, useRefusalText } from '../platform/failure-notice';
import { PageTitle } from '../platform/page-title';
import { useProfessionText } from '../platform/professions';
import { useLocale } from '../platform/use-locale';
import { AssessForm } from './assess-form';
import { DeclarationForm } from './declaration-form';
import { declarationFields, declarationsQuery, type Declaration } from './declaration-operations';
import { DeclarationStatusBadge, DeclarationView, type SectionTitles } from './declaration-view';
import { useEvaluation, useReasonAgainst } from './use-evaluation';
import { useFileChanges } from './use-file-changes';
import { WaitingAssessments } from './waiting-assessments';
import classes from './evaluations.module.css';

/** Interests towards this file: the reader's own declaration, and the panel's for who weighs them. */
export function Component() {
  const { t } = useTranslation('evaluations');
  const { id } = useEvaluation();
  const { data, error, refetch } = useQuery(declarationsQuery, {
    variables: { id },
    fetchPolicy: 'cache-and-network',
  });
  useFileChanges(id, () => void refetch());
  const locale = useLocale();
  const declarations = unmask(declarationFields, data?.declarations ?? []);
  const sections: SectionTitles =
    data?.evaluation?.templateVersion.sections.map(({ key, title }) => ({
      key,
      title: title[locale],
    })) ?? [];
  const mine = declarations.find((one) => one.mine);
  return (
    <>
      <PageTitle title={t('screen.interests.title')}>
        <p className={classes.text}>{t('screen.interests.intro')}</p>
      </PageTitle>
      {error && !data ? <FailureNotice error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <LoadingState /> : null}
      {data?.evaluation ? (
        <>
          <section className={classes.section} aria-labelledby="interests-mine">
            <h2 id="interests-mine">{t('screen.interests.mine')}</h2>
            {mine ? (
              <Mine
                declaration={mine}
                sections={sections}
                year={Number(data.evaluation.today.slice(0, 4))}
              />
            ) : (
              <p>{t('screen.interests.noSeat')}</p>
            )}
          </section>
          <WaitingAssessments sections={sections} />
          <Panel declarations={declarations} sections={sections} />
        </>
      ) : null}
    </>
  );
}

interface MineProps {
  readonly declaration: Declaration;
  readonly sections: SectionTitles;
  readonly year: number;
}

/** What I declared, or the form to declare it; every change is a new declaration. */
function Mine({ declaration, sections, year }: MineProps) {
  const { t } = useTranslation('evaluations');
  const barred = useReasonAgainst()('declaration.write', { authorSeat: declaration.seatId });
  const [changing, setChanging] = useState(false);
  const [signed, setSigned] = useState(false);
  const declared = declaration.status !== 'missing';
  if (!declared || changing) {
    return (
      <>
        {declaration.status === 'missing' ? (
          <p>
            <DeclarationStatusBadge status="missing" />
          </p>
        ) : null}
        <DeclarationForm
          declaration={declaration}
          year={year}
          barred={barred}
          onSigned={() => {
            setChanging(false);
            setSigned(true);
          }}
          onCancel={declared ? () => setChanging(false) : null}
        />
      </>
    );
  }
  return (
    <>
      <div role="status">
        {signed ? (
          <Notice tone="success">
            <p>{t('screen.interests.signed')}</p>
          </Notice>
        ) : null}
      </div>
      <p>
        <DeclarationStatusBadge status={declaration.status} />
      </p>
      <DeclarationView declaration={declaration} sections={sections} />
      <div className={classes.moves}>
        <ReasonedButton
          variant="default"
          reason={barred}
          onClick={() => {
            setSigned(false);
            setChanging(true);
          }}
        >
          {t('screen.interests.change')}
        </ReasonedButton>
      </div>
    </>
  );
}

interface PanelProps {
  readonly declarations: readonly Declaration[];
  readonly sections: SectionTitles;
}

/** Every declaration of the panel with its standing, for those who may know. */
function Panel({ declarations, sections }: PanelProps) {
  const { t } = useTranslation('evaluations');
  const against = useReasonAgainst();
  const refusalText = useRefusalText();
  // The own is above; who weighs in place of chair and ethics lead sees that one declaration.
  const others = declarations.filter(({ mine }) => !mine);
  const weighsAny = others.some(({ mayAssess }) => mayAssess);
  const waits = declarations.some(({ mine, status }) => mine && status === 'declared');
  const barred = weighsAny ? null : against('declaration.assess');
  if (against('declaration.see') && others.length === 0) {
    return <p className={classes.quiet}>{t('screen.interests.allHidden')}</p>;
  }
  return (
    <section className={classes.section} aria-labelledby="interests-all">
      <h2 id="interests-all">{t('screen.interests.all')}</h2>
      {barred ? <p className={classes.quiet}>{t('screen.interests.notYours')}</p> : null}
      {!barred && !weighsAny && waits ? (
        <p className={classes.quiet}>{refusalText({ code: 'own_interest_first' })}</p>
      ) : null}
      <ul className={classes.list}>
        {declarations.map((declaration) => (
          <li key={declaration.seatId}>
            <Line
              declaration={declaration}
              sections={sections}
              leads={!against('declaration.assess')}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

interface LineProps {
  readonly declaration: Declaration;
  readonly sections: SectionTitles;
  /** The reader weighs declarations by her function. */
  readonly leads: boolean;
}

function Line({ declaration, sections, leads }: LineProps) {
  const { t } = useTranslation(['evaluations', 'common']);
  const { date, list } = useFormat();
  const professionText = useProfessionText();
  const refusalText = useRefusalText();
  const [assessing, setAssessing] = useState(false);
  const { displayName, profession, status, mine, declaredAt, mayAssess, weighedBy } = declaration;

  const label = (
    <>
      {t(declaration.level ? 'screen.interests.assessAgain' : 'screen.interests.assess')}
      <Hidden>{` (${displayName})`}</Hidden>
    </>
  );
  return (
    <>
      <div className={classes.row}>
        <h3>
          {displayName} <span className={classes.quiet}>{professionText(profession)}</span>
        </h3>
        <DeclarationStatusBadge status={status} />
      </div>
      {declaredAt ? (
        <p className={classes.quiet}>
          {t('screen.interests.declaredAt', { date: date(declaredAt) })}
        </p>
      ) : null}
      {status === 'missing' ? null : (
        <DeclarationView declaration={declaration} sections={sections} />
      )}
      {weighedBy.length > 0 && status !== 'missing' ? (
        <p className={classes.quiet}>
          {t('screen.interests.weighedBy', { count: weighedBy.length, names: list(weighedBy) })}
        </p>
      ) : null}
      {(mayAssess || (mine && leads)) && status !== 'missing' && !assessing ? (
        <div className={classes.lineActions}>
          {mine ? (
            <ReasonedButton
              size="sm"
              variant="default"
              reason={refusalText({ code: 'own_declaration' })}
            >
              {label}
            </ReasonedButton>
          ) : (
            <Button size="sm" variant="default" onClick={() => setAssessing(true)}>
              {label}
            </Button>
          )}
        </div>
      ) : null}
      {assessing ? (
        <AssessForm
          declaration={declaration}
          sections={sections}
          onDone={() => setAssessing(false)}
        />
      ) : null}
    </>
  );
}
