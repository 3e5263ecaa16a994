import { useTranslation } from 'react-i18next';
import { conditionMark, isOpen } from '@consilium/domain/decisions';
import { DescriptionList, StatusBadge, useFormat } from '@consilium/ui';
import { ConditionActs } from './condition-acts';
import { StepsTaken } from './condition-steps';
import type { Condition, DecisionPage } from './use-decision-page';
import { useGateText, useQuestionList } from './words';
import classes from './decisions.module.css';

const tones = { open: 'warning', declared: 'warning', met: 'success', waived: 'neutral' } as const;

/** The conditions of the opinion; once it is adopted, each is followed until it is met or waived. */
export function ConditionsSection({ page }: { readonly page: DecisionPage }) {
  const { t } = useTranslation('decisions');
  const { opinion } = page;
  const conditions = opinion?.conditions ?? [];
  if (!opinion) return null;
  const followed = opinion.state === 'adopted';
  const open = conditions.filter(({ state }) => isOpen(state)).length;
  return (
    <section className={classes.section} aria-labelledby="conditions">
      <h2 id="conditions">{t('screen.sections.conditions')}</h2>
      {conditions.length === 0 ? <p>{t('screen.conditions.none')}</p> : null}
      {conditions.length > 0 && !followed ? (
        <p className={classes.quiet}>{t('screen.conditions.proposedHint')}</p>
      ) : null}
      {followed && open > 0 ? <p>{t('screen.conditions.toFollow', { count: open })}</p> : null}
      {followed && open > 0 ? (
        <p className={classes.quiet}>{t('screen.conditions.whoFollows')}</p>
      ) : null}
      <ol className={classes.list}>
        {conditions.map((condition, index) => (
          <li key={condition.id}>
            <ConditionView
              condition={condition}
              number={index + 1}
              followed={followed}
              today={page.today}
            />
            {followed ? (
              <ConditionActs condition={condition} number={index + 1} seats={page.seats} />
            ) : null}
          </li>
        ))}
      </ol>
    </section>
  );
}

interface ConditionViewProps {
  readonly condition: Condition;
  readonly number: number;
  readonly followed: boolean;
  readonly today: string;
}

function ConditionView({ condition, number, followed, today }: ConditionViewProps) {
  const { t } = useTranslation('decisions');
  const { date } = useFormat();
  const gateText = useGateText();
  const questionList = useQuestionList();
  const { state, dueOn, blockers } = condition;
  const late = followed && isOpen(state) && dueOn !== null && dueOn < today;
  const items = [
    { term: t('screen.conditions.owner'), value: condition.owner ?? '' },
    {
      term: t('screen.conditions.holder'),
      value: condition.holderSeat === condition.ownerSeat ? '' : (condition.holder ?? ''),
    },
    { term: t('screen.conditions.dueOn'), value: dueOn ? date(dueOn) : '' },
    { term: t('screen.conditions.gate'), value: gateText(condition.gate) },
    { term: t('screen.conditions.proof'), value: condition.proof },
  ].filter(({ value }) => value !== '');
  return (
    <div className={classes.entry}>
      <div className={classes.row}>
        <h3 id={conditionMark(condition.id)}>{t('screen.conditions.one', { number })}</h3>
        {late ? <StatusBadge tone="danger">{t('screen.conditions.late')}</StatusBadge> : null}
        {condition.withoutHolder ? (
          <StatusBadge tone="warning">{t('screen.conditions.withoutHolder')}</StatusBadge>
        ) : null}
        {followed ? (
          <StatusBadge tone={tones[state]}>{t(`conditionStates.${state}`)}</StatusBadge>
        ) : null}
      </div>
      <p className={classes.prose}>{condition.text}</p>
      <DescriptionList items={items} />
      {blockers.length > 0 ? (
        <p className={classes.quiet}>
          {t('screen.conditions.answers', { questions: questionList(blockers) })}
        </p>
      ) : null}
      <StepsTaken condition={condition} />
    </div>
  );
}
