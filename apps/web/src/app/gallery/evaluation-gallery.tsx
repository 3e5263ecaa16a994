import { useTranslation } from 'react-i18next';
import { answerRoles } from '@consilium/domain/access';
import {
  DataTable,
  DescriptionList,
  EmptyState,
  PartsGrid,
  PersonTag,
  PhaseStepper,
  ProgressBar,
  QuorumMeter,
  StatusBadge,
  TaskList,
  TextLink,
  Timeline,
  type DataColumn,
  type PartCell,
} from '@consilium/ui';
import { Sample, type Say } from './sample';
import classes from './gallery.module.css';

interface File {
  readonly name: string;
  readonly phase: string;
  readonly answered: number;
  readonly next: string;
  readonly late: number;
}

export function EvaluationGallery({ say }: { readonly say: Say }) {
  const { t } = useTranslation(['common', 'evaluations', 'consensus']);
  const part = (
    state: PartCell['state'],
    answered: number,
    total: number,
    people: readonly string[],
    more: Partial<PartCell> = {},
  ): PartCell => ({ state, answered, total, people, href: '#', ...more });

  const columns: readonly DataColumn<File>[] = [
    {
      key: 'name',
      header: say('Évaluation', 'Evaluation'),
      cell: (file) => <TextLink href="#">{file.name}</TextLink>,
      sortValue: (file) => file.name,
    },
    {
      key: 'phase',
      header: say('Phase', 'Phase'),
      cell: (file) => <StatusBadge tone="info">{file.phase}</StatusBadge>,
    },
    {
      key: 'progress',
      header: say('Avancement', 'Progress'),
      align: 'end',
      cell: (file) => `${file.answered} / 70`,
      sortValue: (file) => file.answered,
    },
    {
      key: 'next',
      header: say('Prochaine date', 'Next date'),
      cell: (file) => file.next,
      sortValue: (file) => file.next,
    },
    {
      key: 'late',
      header: say('En retard', 'Late'),
      align: 'end',
      cell: (file) =>
        file.late > 0 ? (
          <StatusBadge tone="danger">
            {say(`${file.late} personnes`, `${file.late} people`)}
          </StatusBadge>
        ) : (
          '–'
        ),
      sortValue: (file) => file.late,
    },
  ];

  return (
    <>
      <Sample title="PhaseStepper">
        <PhaseStepper
          paused={say(
            'En attente du fournisseur depuis le 12 novembre : rapport d’essai demandé.',
            'Waiting for the supplier since 12 November: test report requested.',
          )}
          phases={[
            { key: 'd', label: t('evaluations:phases.draft'), state: 'done', actual: '2026-09-28' },
            {
              key: 's',
              label: t('evaluations:phases.screening'),
              state: 'done',
              actual: '2026-10-05',
            },
            {
              key: 'c',
              label: t('evaluations:phases.collecting'),
              state: 'current',
              actual: '2026-10-05',
              planned: '2026-11-18',
              late: true,
            },
            {
              key: 'r',
              label: t('evaluations:phases.rating'),
              state: 'upcoming',
              planned: '2026-12-04',
            },
            {
              key: 'l',
              label: t('evaluations:phases.deliberating'),
              state: 'upcoming',
              planned: '2026-12-11',
            },
            {
              key: 'o',
              label: t('evaluations:phases.opinion'),
              state: 'upcoming',
              planned: '2026-12-11',
            },
            { key: 'e', label: t('evaluations:phases.decided'), state: 'upcoming' },
            { key: 'p', label: t('evaluations:phases.pilot'), state: 'skipped' },
          ]}
        />
      </Sample>
      <Sample title="PartsGrid">
        <PartsGrid
          caption={say('Parties par section et rôle', 'Parts by section and role')}
          roles={answerRoles
            .filter((role) => role !== 'coordinator')
            .map((key) => ({ key, label: t(`answerRolesShort.${key}`) }))}
          rows={[
            {
              key: 'q01',
              label: say('1. Besoin et usage prévu', '1. Need and intended use'),
              cells: {
                clinician: part('submitted', 6, 6, ['Claire Morel']),
                patient_representative: part('in_progress', 1, 2, ['Paul Girard'], {
                  due: '2026-11-28',
                }),
              },
            },
            {
              key: 'q04',
              label: say('4. Sécurité des données', '4. Data security'),
              cells: {
                it_security: part('in_progress', 8, 12, ['Inès Belkacem', 'Marc Duval'], {
                  due: '2026-11-18',
                  late: true,
                }),
                dpo: part('returned', 3, 4, ['Sophie Lenoir'], { due: '2026-11-25' }),
                buyer: part('unassigned', 0, 2, []),
              },
            },
            {
              key: 'q06',
              label: say(
                '6. Conséquences organisationnelles et environnementales',
                '6. Organisational and environmental consequences',
              ),
              cells: {
                clinician: part('to_do', 0, 5, ['Claire Morel'], { due: '2026-12-02' }),
                biomedical: part('closed_with_gaps', 3, 4, ['Hugo Petit']),
              },
            },
          ]}
        />
      </Sample>
      <Sample title="TaskList">
        <TaskList
          label={say('Mes tâches', 'My tasks')}
          tasks={[
            {
              id: 't1',
              label: say('Répondre : sécurité des données', 'Answer: data security'),
              href: '#',
              detail: say(
                'Aide au diagnostic « Fictiscan » · 4 questions · environ 15 minutes · pour le 18 novembre',
                'Diagnostic aid “Fictiscan” · 4 questions · about 15 minutes · due 18 November',
              ),
              state: { label: t('overdue'), tone: 'danger' },
            },
            {
              id: 't2',
              label: say('Coter 10 énoncés', 'Rate 10 statements'),
              href: '#',
              detail: say('Télédermatologie « Dermafiction »', 'Teledermatology “Dermafiction”'),
              state: { label: say('À faire', 'To do'), hollow: true },
            },
            {
              id: 't3',
              label: say('Signer la déclaration d’intérêts', 'Sign the declaration of interests'),
              detail: say('Ouverte dès la recevabilité', 'Opens with screening'),
              state: { label: say('Pas encore', 'Not yet') },
            },
          ]}
        />
      </Sample>
      <Sample title="DataTable">
        <DataTable
          caption={say('Évaluations en cours', 'Evaluations in progress')}
          columns={columns}
          rowKey={(file) => file.name}
          initialSort={{ key: 'next', descending: false }}
          rows={[
            {
              name: 'Fictiscan Thorax 3.2',
              phase: t('evaluations:phases.collecting'),
              answered: 41,
              next: '2026-11-28',
              late: 3,
            },
            {
              name: 'Dermafiction',
              phase: t('evaluations:phases.rating'),
              answered: 70,
              next: '2026-11-26',
              late: 0,
            },
            {
              name: say('Étiquetage d’échantillons Labofict', 'Labofict sample labelling'),
              phase: t('evaluations:phases.screening'),
              answered: 7,
              next: '2026-12-14',
              late: 0,
            },
          ]}
        />
      </Sample>
      <Sample title="QuorumMeter · ProgressBar">
        <div className={classes.columns}>
          <QuorumMeter
            label={say('Quorum', 'Quorum')}
            present={5}
            required={6}
            total={10}
            roles={[
              { label: t('answerRoles.clinician'), met: true },
              { label: t('answerRoles.patient_representative'), met: false },
            ]}
            missing={[
              {
                profession: say('Représentant des patients', 'Patient representative'),
                names: ['Paul Girard'],
              },
              { profession: say('Radiologues', 'Radiologists'), names: ['Anne Roy', 'Léo Blanc'] },
            ]}
          />
          <div className={classes.stack}>
            <ProgressBar label={say('Réponses', 'Answers')} value={41} max={70} />
            <ProgressBar
              label={say('Rapport', 'Report')}
              value={9}
              max={17}
              words={say('section 9 sur 17 : cotations', 'section 9 of 17: ratings')}
            />
            <ProgressBar label={say('Parties soumises', 'Parts submitted')} value={6} max={6} />
          </div>
        </div>
      </Sample>
      <Sample title="DescriptionList · PersonTag · Timeline · EmptyState">
        <div className={classes.columns}>
          <DescriptionList
            items={[
              { term: say('Dispositif', 'Device'), value: 'Fictiscan Thorax 3.2' },
              {
                term: say('Demandeur', 'Requester'),
                value: (
                  <PersonTag name="Claire Morel" detail={say('radiologue', 'radiologist')} you />
                ),
                action: <TextLink href="#">{t('edit')}</TextLink>,
              },
              {
                term: say('Président', 'Chair'),
                value: (
                  <PersonTag name="Anne Roy" detail={say('cardiologue', 'cardiologist')} recused />
                ),
              },
            ]}
          />
          <Timeline
            label={say('Activité', 'Activity')}
            entries={[
              {
                id: 'a',
                at: '2026-11-23T13:02:00Z',
                title: say('Inès Belkacem a soumis sa partie', 'Inès Belkacem submitted her part'),
                detail: say('Sécurité des données', 'Data security'),
              },
              {
                id: 'b',
                at: '2026-11-20T08:41:00Z',
                title: say(
                  'Le coordinateur a relancé 3 personnes',
                  'The coordinator reminded 3 people',
                ),
              },
            ]}
          />
          <EmptyState title={say('Rien ne vous attend', 'Nothing waits for you')}>
            {say(
              'Les parties à répondre apparaîtront ici, par date.',
              'The parts to answer will appear here, by date.',
            )}
          </EmptyState>
        </div>
      </Sample>
    </>
  );
}
