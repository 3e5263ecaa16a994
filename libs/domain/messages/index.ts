import enAccess from './en/access.json' with { type: 'json' };
import enAnswers from './en/answers.json' with { type: 'json' };
import enCommon from './en/common.json' with { type: 'json' };
import enDecisions from './en/decisions.json' with { type: 'json' };
import enEvaluations from './en/evaluations.json' with { type: 'json' };
import enFaults from './en/faults.json' with { type: 'json' };
import enNotifications from './en/notifications.json' with { type: 'json' };
import enRefusals from './en/refusals.json' with { type: 'json' };
import enTemplates from './en/templates.json' with { type: 'json' };
import frAccess from './fr/access.json' with { type: 'json' };
import frAnswers from './fr/answers.json' with { type: 'json' };
import frCommon from './fr/common.json' with { type: 'json' };
import frDecisions from './fr/decisions.json' with { type: 'json' };
import frEvaluations from './fr/evaluations.json' with { type: 'json' };
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
    access: frAccess,
    answers: frAnswers,
    common: frCommon,
    decisions: frDecisions,
    evaluations: frEvaluations,
    faults: frFaults,
    notifications: frNotifications,
    refusals: frRefusals,
    templates: frTemplates,
  },
  en: {
    access: enAccess,
    answers: enAnswers,
    common: enCommon,
    decisions: enDecisions,
    evaluations: enEvaluations,
    faults: enFaults,
    notifications: enNotifications,
    refusals: enRefusals,
    templates: enTemplates,
  },
} as const;
