import { useTranslation } from 'react-i18next';
import { useQuery } from '@apollo/client/react';
import { answerRoles, type AnswerRole, type Phase } from '@consilium/domain/access';
import type { MoveKey } from '@consilium/domain/evaluations';
import {
  DescriptionList,
  IconAlertTriangle,
  LoadingState,
  PartsGrid,
  PersonTag,
  PhaseStepper,
  ProgressBar,
  Timeline,
  useFormat,
  type PartCell,
} from '@consilium/ui';
import { LaterTemplate } from '../answers';
import {
  FileActions,
  FileMoves,
  useEvaluation,
  useEvaluationPath,
  useFileChanges,
} from '../evaluations';
import { graphql } from '../gql';
import type { EvaluationOverviewQuery } from '../gql/graphql';
import { FailureNotice } from '../platform/failure-notice';
import { PageTitle } from '../platform/page-title';
import { useProfessionText } from '../platform/professions';
import { useLocale } from '../platform/use-locale';
import { LatePeople } from './late-people';
import { MyTasks } from './my-tasks';
import classes from './dashboards.module.css';

const overviewQuery = graphql(`
  query EvaluationOverview($id: ID!) {
    evaluationOverview(id: $id) {
      id
      phase
      need
      specialties
      pausedReason
      pausedOn
      today
      device
      version
      manufacturer
      intendedPurpose
      udi
      riskClass
      certificateExpiresOn
      committee
      requestedBy
      requestedOn
      questions
      answered
      unknown
      parts
      partsSubmitted
      hardBlockers
      softBlockers
      openObjections
      steps {
        phase
        state
        planned
        actual
        late
      }
      sections {
        key
        title {
          fr
          en
        }
      }
      partLines {
        id
        sectionKey
        leadRole
        state
        closedWithGaps
        dueOn
        late
        mine
        people
        total
        answered
      }
      late {
        seatId
        name
        parts
        daysLate
      }
      seats {
        seatId
        name
        profession
        functions
        mine
      }
      moves {
        id
        move
        at
        person
        reason
      }
      activity {
        id
        type
        at
        person
      }
    }
  }
`);

type Overview = NonNullable<EvaluationOverviewQuery['evaluationOverview']>;
type PartLine = Overview['partLines'][number];

/** Who, what device, which phase, what blocks, and what is the reader's to do. */
export function Component() {
  // With the texts of what stands below: a part that waited for its own would take the page away again.
  const { t } = useTranslation(['dashboards', 'evaluations', 'answers']);
  const { id } = useEvaluation();
  const { data, error, refetch } = useQuery(overviewQuery, { variables: { id } });
  useFileChanges(id, () => void refetch());

  const overview = data?.evaluationOverview;
  return (
    <>
      <PageTitle title={t('overview.title')} />
      {error && !overview ? <FailureNotice error={error} onRetry={() => void refetch()} /> : null}
      {!overview && !error ? <LoadingState /> : null}
      {overview ? <OverviewContent overview={overview} onChanged={() => void refetch()} /> : null}
    </>
  );
}

interface ContentProps {
  readonly overview: Overview;
  onChanged(): void;
}

function OverviewContent({ overview, onChanged }: ContentProps) {
  const { t } = useTranslation(['dashboards', 'evaluations', 'common']);
  return (
    <>
      <PhaseStepper
        paused={overview.pausedReason ?? null}
        phases={overview.steps.map((step) => ({
          key: step.phase,
          label: t(`evaluations:phases.${step.phase as Phase}`),
          state: step.state as 'done' | 'current' | 'upcoming' | 'skipped',
          planned: step.planned ?? null,
          actual: step.actual ?? null,
          late: step.late,
        }))}
      />
      <div className={classes.overview}>
        <div>
          <section aria-labelledby="overview-next">
            <h2 id="overview-next">{t('overview.next')}</h2>
            <LaterTemplate />
            <MyTasks />
            <FileMoves onMoved={onChanged} />
          </section>
          <section aria-labelledby="overview-late">
            <h2 id="overview-late">{t('overview.late')}</h2>
            <LatePeople late={overview.late} onReminded={onChanged} />
          </section>
          <section aria-labelledby="overview-blocks">
            <h2 id="overview-blocks">{t('overview.blocks')}</h2>
            <Blocks overview={overview} />
          </section>
        </div>
        <div>
          <section aria-labelledby="overview-progress">
            <h2 id="overview-progress">{t('overview.progress')}</h2>
            <ProgressBar
              label={t('overview.answered')}
              value={overview.answered}
              max={overview.questions}
            />
            {overview.unknown > 0 ? (
              <p className={classes.quiet}>{t('overview.unknown', { count: overview.unknown })}</p>
            ) : null}
            <ProgressBar
              label={t('overview.submitted')}
              value={overview.partsSubmitted}
              max={overview.parts}
            />
          </section>
          <section aria-labelledby="overview-people">
            <h2 id="overview-people">{t('overview.people')}</h2>
            <Panel overview={overview} />
          </section>
        </div>
      </div>
      <section className={classes.wide} aria-labelledby="overview-parts">
        <h2 id="overview-parts">{t('overview.parts')}</h2>
        <Parts overview={overview} />
      </section>
      <section className={classes.wide} aria-labelledby="overview-file">
        <h2 id="overview-file">{t('overview.file')}</h2>
        <p className={classes.text}>{overview.need}</p>
        <Details overview={overview} />
        <div className={classes.actions}>
          <FileActions />
        </div>
      </section>
      {overview.moves.length > 0 ? (
        <section className={classes.wide} aria-labelledby="overview-moves">
          <h2 id="overview-moves">{t('overview.moves')}</h2>
          <Timeline
            label={t('overview.moves')}
            entries={overview.moves.map(({ id, at, move, person, reason }) => ({
              id,
              at,
              title: t('overview.moveBy', {
                move: t(`evaluations:moves.${move as MoveKey}`),
                person: person ?? t('overview.product'),
              }),
              detail: reason ? t('overview.moveReason', { reason }) : null,
            }))}
          />
        </section>
      ) : null}
      {overview.activity.length > 0 ? (
        <section className={classes.wide} aria-labelledby="overview-activity">
          <h2 id="overview-activity">{t('overview.activity')}</h2>
          <Timeline
            label={t('overview.activity')}
            entries={overview.activity.map((event) => ({
              id: event.id,
              at: event.at,
              title: t(`overview.events.${event.type.replace('.', '_') as 'phase_moved'}`, {
                person: event.person ?? t('overview.product'),
              }),
            }))}
          />
        </section>
      ) : null}
    </>
  );
}

const partState = (part: PartLine): PartCell['state'] => {
  if (part.state === 'submitted') return part.closedWithGaps ? 'closed_with_gaps' : 'submitted';
  if (part.state === 'returned') return 'returned';
  if (part.people.length === 0) return 'unassigned';
  return part.answered > 0 ? 'in_progress' : 'to_do';
};

function Parts({ overview }: { readonly overview: Overview }) {
  const { t } = useTranslation(['dashboards', 'common']);
  const path = useEvaluationPath();
  const locale = useLocale();
  if (overview.partLines.length === 0) return <p>{t('overview.noParts')}</p>;
  const roles = answerRoles.filter((role) =>
    overview.partLines.some(({ leadRole }) => leadRole === role),
  );
  const rows = overview.sections.flatMap((section) => {
    const parts = overview.partLines.filter(({ sectionKey }) => sectionKey === section.key);
    if (parts.length === 0) return [];
    return [
      {
        key: section.key,
        label: section.title[locale],
        cells: Object.fromEntries(
          parts.map((part): [string, PartCell] => [
            part.leadRole,
            {
              state: partState(part),
              answered: part.answered,
              total: part.total,
              people: part.people,
              due: part.dueOn ?? null,
              late: part.late,
              href: path(`answer?part=${part.id}`),
            },
          ]),
        ),
      },
    ];
  });
  return (
    <PartsGrid
      caption={t('overview.parts')}
      roles={roles.map((role: AnswerRole) => ({
        key: role,
        label: t(`common:answerRolesShort.${role}`),
      }))}
      rows={rows}
    />
  );
}

function Panel({ overview }: { readonly overview: Overview }) {
  const { t } = useTranslation(['dashboards', 'common']);
  const professionText = useProfessionText();
  return (
    <ul className={classes.plain}>
      {overview.seats.map((seat) => (
        <li key={seat.seatId}>
          <PersonTag
            name={seat.name}
            you={seat.mine}
            detail={[
              professionText(seat.profession),
              ...seat.functions.map((name) => t(`common:seatFunctions.${name as 'chair'}`)),
            ].join(', ')}
          />
        </li>
      ))}
    </ul>
  );
}

function Blocks({ overview }: { readonly overview: Overview }) {
  const { t } = useTranslation('dashboards');
  const { date } = useFormat();
  const expired =
    overview.certificateExpiresOn != null && overview.certificateExpiresOn < overview.today;
  const lines = [
    overview.hardBlockers > 0 ? t('overview.hard', { count: overview.hardBlockers }) : null,
    overview.softBlockers > 0 ? t('overview.soft', { count: overview.softBlockers }) : null,
    overview.openObjections > 0
      ? t('overview.objections', { count: overview.openObjections })
      : null,
    expired ? t('overview.certificate', { date: date(overview.certificateExpiresOn ?? '') }) : null,
  ].filter((line) => line !== null);
  if (lines.length === 0) return <p>{t('overview.blocksNone')}</p>;
  return (
    <ul className={classes.plain}>
      {lines.map((line) => (
        <li key={line} className={classes.mark}>
          <IconAlertTriangle aria-hidden size={18} color="var(--tone-warning-line)" />
          <span>{line}</span>
        </li>
      ))}
    </ul>
  );
}

function Details({ overview }: { readonly overview: Overview }) {
  const { t } = useTranslation('dashboards');
  const { date, list } = useFormat();
  const known = (value: string | null | undefined) => value || t('overview.unknownValue');
  return (
    <DescriptionList
      items={[
        { term: t('overview.device'), value: `${overview.device} ${overview.version}` },
        { term: t('overview.manufacturer'), value: overview.manufacturer },
        { term: t('overview.purpose'), value: known(overview.intendedPurpose) },
        { term: t('overview.riskClass'), value: known(overview.riskClass) },
        { term: t('overview.udi'), value: known(overview.udi) },
        {
          term: t('overview.certificateUntil'),
          value: overview.certificateExpiresOn
            ? date(overview.certificateExpiresOn)
            : t('overview.unknownValue'),
        },
        { term: t('overview.committee'), value: overview.committee },
        {
          term: t('overview.specialties'),
          value:
            overview.specialties.length > 0
              ? list(overview.specialties)
              : t('overview.unknownValue'),
        },
        {
          term: t('overview.requested'),
          value: t('overview.requestedOn', {
            name: overview.requestedBy,
            date: date(overview.requestedOn),
          }),
        },
      ]}
    />
  );
}
