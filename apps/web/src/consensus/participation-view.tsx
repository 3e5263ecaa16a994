import { useTranslation } from 'react-i18next';
import { PersonTag, ProgressBar } from '@consilium/ui';
import { graphql, unmask, type FragmentType } from '../gql';
import { useProfessionText } from '../platform/professions';
import classes from './rounds.module.css';

export const participationFields = graphql(`
  fragment ParticipationFields on RoundParticipationType {
    finished
    invited
    missing {
      seat
      name
      profession
      left
    }
  }
`);

interface ParticipationViewProps {
  readonly participation: FragmentType<typeof participationFields>;
}

/** Who has rated and whom the round still waits for; never what anybody rated. */
export function ParticipationView({ participation }: ParticipationViewProps) {
  const { t } = useTranslation('consensus');
  const professionText = useProfessionText();
  const { finished, invited, missing } = unmask(participationFields, participation);
  return (
    <div className={classes.participation}>
      <ProgressBar
        label={t('screen.rounds.participation')}
        value={finished}
        max={invited}
        words={t('screen.rounds.finished', { finished, count: invited })}
      />
      {missing.length > 0 ? (
        <>
          <h3>{t('screen.rounds.missing')}</h3>
          <ul className={classes.people}>
            {missing.map(({ seat, name, profession, left }) => (
              <li key={seat}>
                <PersonTag name={name} detail={professionText(profession)} />
                <span className={classes.quiet}>{t('screen.rounds.left', { count: left })}</span>
              </li>
            ))}
          </ul>
        </>
      ) : null}
      <p className={classes.quiet}>{t('screen.rounds.blind')}</p>
    </div>
  );
}
