import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { useQuery } from '@apollo/client/react';
import {
  DataTable,
  DescriptionList,
  FoldedHelp,
  LoadingState,
  Notice,
  ReasonedButton,
  TextLink,
  useFormat,
  type DataColumn,
} from '@consilium/ui';
import { NotFoundPage } from '../app/not-found-page';
import type { Catalogue } from '../gql/catalogue';
import { FailureNotice } from '../platform/failure-notice';
import { LinkButton } from '../platform/link-button';
import { useOrganisationPath } from '../platform/organisation';
import { PageTitle } from '../platform/page-title';
import { useProfessionText } from '../platform/professions';
import { AccountMark } from './account-mark';
import { committeeQuery, type Committee, type Seat } from './committee-operations';
import { useReasonInOrganisation } from './may';
import classes from './access.module.css';

type Warning = keyof Catalogue['evaluations']['panelWarnings'];

/** One committee: who sits, and by which rules it works. */
export function Component() {
  const { t } = useTranslation('access');
  const { committee: id = '' } = useParams();
  const path = useOrganisationPath();
  const { data, error, refetch } = useQuery(committeeQuery, { variables: { id } });
  if (!data) {
    return error ? (
      <FailureNotice error={error} onRetry={() => void refetch()} />
    ) : (
      <LoadingState />
    );
  }
  const { committee } = data;
  if (!committee) return <NotFoundPage />;
  return (
    <>
      <p className={classes.back}>
        <TextLink href={path('admin/committees')}>{t('committees.all')}</TextLink>
      </p>
      <PageTitle title={committee.name}>
        <p className={classes.text}>{t('committee.intro')}</p>
        <FoundingAct committee={committee} />
      </PageTitle>
      <Warnings committee={committee} />
      <Seats committee={committee} />
      <Rules committee={committee} />
    </>
  );
}

function FoundingAct({ committee: { foundingAct, foundedOn } }: { readonly committee: Committee }) {
  const { t } = useTranslation('access');
  const { date } = useFormat();
  if (!foundingAct || !foundedOn) return null;
  return (
    <p className={classes.text}>
      {t('committee.founded', { act: foundingAct, day: date(foundedOn) })}
    </p>
  );
}

function Warnings({ committee: { warnings } }: { readonly committee: Committee }) {
  const { t } = useTranslation(['access', 'evaluations']);
  if (warnings.length === 0) return null;
  return (
    <Notice tone="warning" title={t('access:committee.check')}>
      <ul>
        {warnings.map((key) => (
          <li key={key}>{t(`evaluations:panelWarnings.${key as Warning}`)}</li>
        ))}
      </ul>
    </Notice>
  );
}

function Seats({ committee }: { readonly committee: Committee }) {
  const { t } = useTranslation('access');
  const path = useOrganisationPath();
  const reason = useReasonInOrganisation()('committee.manage');
  const columns = useSeatColumns(committee.id);
  const current = committee.seats.filter((seat) => seat.current);
  const others = committee.seats.filter((seat) => !seat.current);
  return (
    <section className={classes.section} aria-labelledby="seats-title">
      <h2 id="seats-title">{t('committee.seats')}</h2>
      <div className={classes.actions}>
        {reason ? (
          <ReasonedButton reason={reason}>{t('committee.addSeat')}</ReasonedButton>
        ) : (
          <LinkButton href={path(`admin/committees/${committee.id}/seats/new`)}>
            {t('committee.addSeat')}
          </LinkButton>
        )}
      </div>
      <DataTable
        caption={t('committee.seats')}
        captionHidden
        columns={columns}
        rows={current}
        rowKey={({ id }) => id}
        emptyText={t('committee.noSeat')}
      />
      {others.length > 0 ? (
        <FoldedHelp summary={t('committee.otherSeats', { count: others.length })}>
          <DataTable
            caption={t('committee.otherSeats', { count: others.length })}
            captionHidden
            columns={columns}
            rows={others}
            rowKey={({ id }) => id}
          />
        </FoldedHelp>
      ) : null}
    </section>
  );
}

function useSeatColumns(committeeId: string): readonly DataColumn<Seat>[] {
  const { t } = useTranslation(['access', 'common']);
  const { list, shortDate } = useFormat();
  const path = useOrganisationPath();
  const professionText = useProfessionText();
  return [
    {
      key: 'name',
      header: t('seat.member'),
      sortValue: ({ displayName }) => displayName,
      cell: ({ id, displayName, account, substituteName, substituteAccount }) => (
        <>
          <TextLink href={path(`admin/committees/${committeeId}/seats/${id}`)}>
            {displayName}
          </TextLink>{' '}
          <AccountMark account={account} />
          {substituteName ? (
            <span className={`${classes.line} ${classes.quiet}`}>
              {t('seat.substituteIs', { name: substituteName })}{' '}
              <AccountMark account={substituteAccount} />
            </span>
          ) : null}
        </>
      ),
    },
    {
      key: 'profession',
      header: t('person.profession'),
      sortValue: ({ profession }) => professionText(profession),
      cell: ({ profession }) => professionText(profession),
    },
    {
      key: 'roles',
      header: t('seat.roles'),
      cell: ({ answerRoles }) =>
        answerRoles.length === 0
          ? t('seat.noRole')
          : list(answerRoles.map((name) => t(`common:answerRoles.${name}`))),
    },
    {
      key: 'functions',
      header: t('seat.functions'),
      cell: ({ functions }) =>
        functions.length === 0
          ? t('person.noFunction')
          : list(functions.map((name) => t(`common:seatFunctions.${name}`))),
    },
    {
      key: 'votes',
      header: t('seat.vote'),
      sortValue: ({ votes }) => Number(!votes),
      cell: ({ votes }) => t(votes ? 'common:yes' : 'common:no'),
    },
    {
      key: 'mandate',
      header: t('seat.mandate'),
      sortValue: ({ mandateFrom }) => mandateFrom,
      cell: ({ mandateFrom, mandateTo }) =>
        mandateTo
          ? t('seat.between', { from: shortDate(mandateFrom), to: shortDate(mandateTo) })
          : t('seat.since', { from: shortDate(mandateFrom) }),
    },
  ];
}

function Rules({ committee }: { readonly committee: Committee }) {
  const { t } = useTranslation(['access', 'common']);
  const { list, percent } = useFormat();
  const path = useOrganisationPath();
  const reason = useReasonInOrganisation()('committee.manage');
  const { id, quorumShare, noticeDays, requiredRoles, rounds, pilots } = committee;
  return (
    <section className={classes.section} aria-labelledby="rules-title">
      <h2 id="rules-title">{t('committee.rules')}</h2>
      <DescriptionList
        items={[
          { term: t('rules.quorum'), value: t('rules.quorumIs', { share: percent(quorumShare) }) },
          { term: t('rules.majority'), value: t('rules.majorityIs') },
          { term: t('rules.notice'), value: t('rules.noticeIs', { count: noticeDays }) },
          {
            term: t('rules.required'),
            value:
              requiredRoles.length === 0
                ? t('rules.noneRequired')
                : list(requiredRoles.map((name) => t(`common:answerRoles.${name}`))),
          },
          { term: t('rules.rounds'), value: t(rounds ? 'rules.roundsOn' : 'rules.roundsOff') },
          { term: t('rules.pilots'), value: t(pilots ? 'rules.pilotsOn' : 'rules.pilotsOff') },
        ]}
      />
      <div className={classes.actions}>
        {reason ? (
          <ReasonedButton variant="default" reason={reason}>
            {t('committee.changeRules')}
          </ReasonedButton>
        ) : (
          <LinkButton variant="default" href={path(`admin/committees/${id}/rules`)}>
            {t('committee.changeRules')}
          </LinkButton>
        )}
      </div>
    </section>
  );
}
