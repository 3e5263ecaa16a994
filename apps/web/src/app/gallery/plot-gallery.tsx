import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DistributionPlot, HeatTable, RatingScale, type Rating } from '@consilium/ui';
import { Sample, type Say } from './sample';
import classes from './gallery.module.css';

export function PlotGallery({ say }: { readonly say: Say }) {
  const { t } = useTranslation(['common', 'evaluations', 'consensus']);
  const [rating, setRating] = useState<Rating | null>({ kind: 'value', value: 7 });
  const abstentions = (['outside_competence', 'not_enough_information'] as const).map((key) => ({
    key,
    label: t(`consensus:abstentions.${key}`),
  }));
  const statement = say(
    'Le dispositif répond à un besoin clairement établi du service.',
    'The device answers a clearly established need of the unit.',
  );

  return (
    <>
      <Sample title="RatingScale">
        <div className={classes.stack}>
          <RatingScale
            legend={statement}
            rating={rating}
            lowLabel={t('consensus:scale.lowest')}
            highLabel={t('consensus:scale.highest')}
            abstentions={abstentions}
            onChange={setRating}
          />
          <RatingScale
            legend={statement}
            rating={{ kind: 'abstention', reason: 'outside_competence' }}
            lowLabel={t('consensus:scale.lowest')}
            highLabel={t('consensus:scale.highest')}
            abstentions={abstentions}
            disabled
            message={say('Le tour est clos.', 'The round is closed.')}
            onChange={setRating}
          />
        </div>
      </Sample>
      <Sample title="DistributionPlot">
        <div className={classes.columns}>
          <DistributionPlot
            caption={statement}
            counts={[0, 0, 0, 1, 1, 1, 5, 5, 2]}
            median={7}
            own={8}
          />
          <DistributionPlot
            caption={say('Avis divisés', 'Divided views')}
            counts={[4, 0, 0, 0, 1, 0, 0, 0, 4]}
            median={5}
          />
          <DistributionPlot
            caption={say('Aucune cote', 'No rating')}
            counts={[0, 0, 0, 0, 0, 0, 0, 0, 0]}
            median={null}
          />
        </div>
      </Sample>
      <Sample title="HeatTable">
        <HeatTable
          caption={say('Médianes par énoncé et profession', 'Medians by statement and profession')}
          columns={[
            { key: 'all', label: say('Tous', 'Everyone') },
            { key: 'rad', label: say('Radiologues', 'Radiologists') },
            { key: 'tech', label: say('Manipulateurs', 'Radiographers') },
            { key: 'sec', label: say('Sécurité informatique', 'IT security') },
            { key: 'pat', label: say('Représentants des patients', 'Patient representatives') },
          ]}
          rows={[
            {
              key: '1',
              label: statement,
              href: '#',
              cells: {
                all: { median: 7.5, n: 9 },
                rad: { median: 8, n: 4 },
                tech: { median: 7, n: 2 },
                sec: { median: 6, n: 1 },
                pat: { median: 8, n: 2 },
              },
            },
            {
              key: '2',
              label: say(
                'Les données des patients sont protégées à chaque étape.',
                'Patients’ data are protected at every step.',
              ),
              href: '#',
              cells: {
                all: { median: 5, n: 9, divided: true },
                rad: { median: 7, n: 4 },
                tech: { median: 5.5, n: 2, divided: true },
                sec: { median: 2, n: 1 },
                pat: undefined,
              },
            },
          ]}
        />
      </Sample>
    </>
  );
}
