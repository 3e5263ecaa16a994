import { useTranslation } from 'react-i18next';
import { useProfessionText } from '../platform/professions';
import type { DemoPersona } from '../platform/session';
import classes from './sign-in-page.module.css';

interface DemoPersonasProps {
  readonly personas: readonly DemoPersona[];
  readonly busy: boolean;
  onChoose(persona: DemoPersona): void;
}

/** The demo committee, by organisation: one click signs in as one of its members. */
export function DemoPersonas({ personas, busy, onChoose }: DemoPersonasProps) {
  const { t } = useTranslation('shell');
  const professionText = useProfessionText();
  const organisations = [...new Set(personas.map(({ organisation }) => organisation))];
  return (
    <section className={classes.demo} aria-labelledby="demo-title">
      <h2 id="demo-title">{t('signIn.demoTitle')}</h2>
      <p>{t('signIn.demoText')}</p>
      {organisations.map((organisation) => (
        <div key={organisation}>
          <h3>{organisation}</h3>
          <ul>
            {personas
              .filter((persona) => persona.organisation === organisation)
              .map((persona) => (
                <li key={persona.email}>
                  <button type="button" disabled={busy} onClick={() => onChoose(persona)}>
                    <span className={classes.personaName}>{persona.displayName}</span>
                    <span className={classes.personaRole}>
                      {professionText(persona.profession)}
                    </span>
                  </button>
                </li>
              ))}
          </ul>
        </div>
      ))}
    </section>
  );
}
