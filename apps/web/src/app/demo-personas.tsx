import { useTranslation } from 'react-i18next';
import type { Demo, DemoPersona } from '../platform/session';
import classes from './sign-in-page.module.css';

interface DemoPersonasProps {
  readonly demo: Demo;
  readonly busy: boolean;
  onChoose(persona: DemoPersona): void;
}

/** The demo committee: one click signs in as one of its members. */
export function DemoPersonas({ demo, busy, onChoose }: DemoPersonasProps) {
  const { t } = useTranslation('shell');
  return (
    <section className={classes.demo} aria-labelledby="demo-title">
      <h2 id="demo-title">{t('signIn.demoTitle')}</h2>
      <p>{t('signIn.demoText')}</p>
      <ul>
        {demo.personas.map((persona) => (
          <li key={persona.email}>
            <button type="button" disabled={busy} onClick={() => onChoose(persona)}>
              <span className={classes.personaName}>{persona.name}</span>
              <span className={classes.personaRole}>{persona.role}</span>
            </button>
          </li>
        ))}
      </ul>
      <p className={classes.password}>{t('signIn.demoPassword', { password: demo.password })}</p>
    </section>
  );
}
