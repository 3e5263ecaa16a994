import type { ComponentProps } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from '@apollo/client/react';
import { TextLink } from '@consilium/ui';
import { AccountMark, useReasonInOrganisation } from '../access';
import { graphql } from '../gql';
import { useOrganisationPath } from '../platform/organisation';
import { useCarriedText } from '../platform/use-carried-text';
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

/** Seats of standing committees, for whoever fills them. */
const emptyCommitteesQuery = graphql(`
  query CommitteesWithoutHolder {
    committees {
      id
      name
      seats {
        id
        displayName
        account
        functions
        votes
        answerRoles
        withoutHolder
      }
    }
  }
`);

function useCommitteesWithoutHolder() {
  const fills = useReasonInOrganisation()('committee.manage') === null;
  const { data } = useQuery(emptyCommitteesQuery, {
    skip: !fills,
    fetchPolicy: 'cache-and-network',
  });
  return (data?.committees ?? [])
    .map((one) => ({ ...one, seats: one.seats.filter((seat) => seat.withoutHolder) }))
    .filter(({ seats }) => seats.length > 0);
}

type Empty = Parameters<ReturnType<typeof useCarriedText>>[0] & {
  readonly displayName: string;
  readonly account: ComponentProps<typeof AccountMark>['account'];
};

/** Whose seat it was, what it carries, and why nobody fills it. */
function EmptySeat({ seat }: { readonly seat: Empty }) {
  const { t } = useTranslation('evaluations');
  const carried = useCarriedText()(seat);
  return (
    <>
      {t('screen.withoutHolder.seat', { name: seat.displayName })}{' '}
      {carried === '' ? null : `(${carried}) `}
      <AccountMark account={seat.account} />
    </>
  );
}

interface WithoutHolderProps {
  /** Where somebody can be named for a file. */
  readonly hrefOf: (path: (to: string) => string, evaluationId: string) => string;
}

/** What has no holder in the files that its reader runs; nothing where all is held. */
export function WithoutHolder({ hrefOf }: WithoutHolderProps) {
  const { t } = useTranslation('evaluations');
  const path = useOrganisationPath();
  const shown = useShownReference();
  const { data } = useQuery(withoutHolderQuery, { fetchPolicy: 'cache-and-network' });
  const committees = useCommitteesWithoutHolder();
  const files = data?.withoutHolder ?? [];
  if (files.length + committees.length === 0) return null;
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
                <EmptySeat seat={seat} />
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
        {committees.map(({ id, name, seats }) => (
          <li key={id}>
            <TextLink href={path(`admin/committees/${id}`)}>{name}</TextLink>
            {seats.map((seat) => (
              <span key={seat.id} className={classes.line}>
                <EmptySeat seat={seat} />
              </span>
            ))}
          </li>
        ))}
      </ul>
    </section>
  );
}
