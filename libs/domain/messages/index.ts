import enAnswers from './en/answers.json' with { type: 'json' };
import enFaults from './en/faults.json' with { type: 'json' };
import enNotifications from './en/notifications.json' with { type: 'json' };
import enRefusals from './en/refusals.json' with { type: 'json' };
import enTemplates from './en/templates.json' with { type: 'json' };
import frAnswers from './fr/answers.json' with { type: 'json' };
import frFaults from './fr/faults.json' with { type: 'json' };
import frNotifications from './fr/notifications.json' with { type: 'json' };
import frRefusals from './fr/refusals.json' with { type: 'json' };
import frTemplates from './fr/templates.json' with { type: 'json' };

/**
 * The message catalogue as the server uses it, by locale and room; the web client loads the same
 * files one by one.
 */
export const messages = {
  fr: {
    answers: frAnswers,
    faults: frFaults,
    notifications: frNotifications,
    refusals: frRefusals,
    templates: frTemplates,
  },
  en: {
    answers: enAnswers,
    faults: enFaults,
    notifications: enNotifications,
    refusals: enRefusals,
    templates: enTemplates,
  },
} as const;
