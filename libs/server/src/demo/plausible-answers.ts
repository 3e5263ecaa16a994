import {
  blockingState,
  choicesOf,
  isAnswered,
  type Answer,
  type Question,
} from '@consilium/domain/templates';

/** Texts of the fictional committee for the questions people look at first. */
const texts: Readonly<Record<string, string>> = {
  'Q01.need.problem':
    'Les radiographies du thorax réalisées la nuit aux urgences sont relues en moyenne 14 heures plus tard. Deux pneumothorax ont été vus avec retard l’an dernier.',
  'Q01.need.current-practice':
    'Lecture initiale par l’urgentiste, relecture par le radiologue le lendemain matin. Autre solution étudiée : une téléradiologie de nuit.',
  'Q01.need.volume': 'Environ 1 200 examens par an, dont un tiers la nuit.',
  'Q01.need.requesters': 'Les urgences et l’imagerie ; à joindre : le cadre de nuit des urgences.',
  'Q01.need.success-criteria':
    'Délai médian avant relecture des clichés signalés : de 14 h à moins de 4 h en six mois. Part des signalements à tort inférieure à 15 %.',
  'Q01.need.patient-view':
    'Les représentants des usagers partagent le besoin. Ils demandent que la décision reste celle d’un médecin et que le patient soit informé.',
  'Q02.fit.limitations':
    'Non destiné aux enfants de moins de 15 ans ni aux clichés au lit de face seule. Les prothèses et les cathéters diminuent la performance.',
};

const generalText = 'Vérifié avec le service concerné ; la pièce jointe fait foi.';

const years = (today: string, count: number): string => {
  const date = new Date(`${today}T00:00:00Z`);
  date.setUTCFullYear(date.getUTCFullYear() + count);
  return date.toISOString().slice(0, 10);
};

/** Values worth trying for a question, most natural first. */
function candidates(question: Question, today: string): unknown[] {
  switch (question.type.kind) {
    case 'yes_no_partial_na':
      return ['yes', 'no'];
    case 'single':
      return choicesOf(question).map(({ code }) => code);
    case 'multi':
      return choicesOf(question).map(({ code }) => [code]);
    case 'number':
      return [1200, 12, 2, 1];
    case 'number_with_interval':
      return [{ value: 91.5, low: 88.2, high: 94.1, n: 412 }];
    case 'amount_over_years':
      return [{ amount: 86_000, years: 4 }];
    case 'date':
      return [years(today, 2)];
    case 'scale':
      return [7];
    case 'file':
      return [{ provided: true }];
    case 'text':
      return [texts[question.key] ?? generalText];
  }
}

/**
 * An answer the fictional committee could give: the first natural value that blocks nothing. The
 * device of the demo is a sound one; what troubles it is said by the seed itself.
 */
export function plausibleAnswer(question: Question, today: string): Answer {
  const answers = candidates(question, today).map((value): Answer => ({
    state: 'value',
    value,
    comment: '',
  }));
  const calm = answers.find((answer) => {
    const { level } = blockingState(question, answer, { decisionDate: today, evidenceCount: 1 });
    return level === 'none' && isAnswered(question, answer);
  });
  return calm ?? answers[0] ?? { state: 'unknown', comment: '' };
}
