import { useTranslation } from 'react-i18next';
import { useQuery } from '@apollo/client/react';
import { TextLink, useFormat } from '@consilium/ui';
import { AccountMark } from '../access';
import { graphql } from '../gql';
import { useOrganisationPath } from '../platform/organisation';
import { useShownReference } from '../platform/use-shown-reference';
import classes from './evaluations.module.css';

const withoutHolderQuery = graphql(`
  query WithoutHolder {
    withoutHolder {
      evaluationId
      reference
      title
      seats {
        seatId
        displayName
        account
        functions
        votes
      }
      parts
      conditions
    }
  }
`);

interface WithoutHolderProps {
  /** Where somebody can be named for a file. */
  readonly hrefOf: (path: (to: string) => string, evaluationId: string) => string;
}

/** What has no holder in the files that its reader runs; nothing where all is held. */
export function WithoutHolder({ hrefOf }: WithoutHolderProps) {
  const { t } = useTranslation(['evaluations', 'common']);
  const { list } = useFormat();
  const path = useOrganisationPath();
  const shown = useShownReference();
  const { data } = useQuery(withoutHolderQuery, { fetchPolicy: 'cache-and-network' });
  const files = data?.withoutHolder ?? [];
  if (files.length === 0) return null;
  return (
    <section aria-labelledby="without-holder">
      <h2 id="without-holder">{t('screen.withoutHolder.title')}</h2>
      <p>{t('screen.withoutHolder.text')}</p>
      <ul>
        {files.map(({ evaluationId, reference, title, seats, parts, conditions }) => (
          <li key={evaluationId}>
            <TextLink
              href={hrefOf(path, evaluationId)}
            >{`${shown(reference)} – ${title}`}</TextLink>
            {seats.map((seat) => (
              <span key={seat.seatId} className={classes.line}>
                {t('screen.withoutHolder.seat', { name: seat.displayName })}{' '}
                {seat.functions.length + Number(seat.votes) > 0
                  ? `(${list([
                      ...seat.functions.map((name) => t(`common:seatFunctions.${name}`)),
                      ...(seat.votes ? [t('screen.panel.votesYes')] : []),
                    ])}) `
                  : null}
                <AccountMark account={seat.account} />
              </span>
            ))}
            {parts ? (
              <span className={classes.line}>
                {t('screen.withoutHolder.parts', { count: parts })}
              </span>
            ) : null}
            {conditions ? (
              <span className={classes.line}>
                {t('screen.withoutHolder.conditions', { count: conditions })}
              </span>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}
