import { useTranslation } from 'react-i18next';
import { useQuery } from '@apollo/client/react';
import { TextLink } from '@consilium/ui';
import { useOrganisationPath } from '../platform/organisation';
import { useReasonInOrganisation } from './may';
import { organisationQuery } from './operations';
import classes from './access.module.css';

/** The first steps of an organisation and where each is taken, in the order in which they are offered. */
export const firstSteps = [
  { step: 'people', path: 'admin/people/new' },
  { step: 'committee', path: 'admin/committees' },
  { step: 'template', path: 'templates' },
  { step: 'evaluation', path: 'evaluations/new' },
] as const;

/** What an administrator has still to do before the first file begins: shown until it is done. */
export function StepsLeft() {
  const { t } = useTranslation('access');
  const path = useOrganisationPath();
  const administers = useReasonInOrganisation()('organisation.manage') === null;
  const { data } = useQuery(organisationQuery, {
    skip: !administers,
    fetchPolicy: 'cache-and-network',
  });
  const left = data?.organisation.stepsLeft ?? [];
  if (!administers || left.length === 0) return null;
  // Reading the questions leaves no trace: it is offered as long as no file has begun.
  const offered = firstSteps.filter(({ step }) =>
    left.includes(step === 'template' ? 'evaluation' : step),
  );
  return (
    <section className={classes.section} aria-labelledby="steps-left">
      <h2 id="steps-left">{t('firstAdministrator.stepsTitle')}</h2>
      <ol className={classes.steps}>
        {offered.map(({ step, path: to }) => (
          <li key={step}>
            <TextLink href={path(to)}>{t(`firstAdministrator.steps.${step}`)}</TextLink>
          </li>
        ))}
      </ol>
    </section>
  );
}
