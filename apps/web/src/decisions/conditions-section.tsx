import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  ConfirmWithReason,
  DescriptionList,
  ReasonedButton,
  StatusBadge,
  useFormat,
} from '@consilium/ui';
import { useReasonAgainst } from '../evaluations';
import { newOperationId } from '../platform/ids';
import { useTroubleText } from '../platform/use-act';
import { closeCondition } from './operations';
import { useChange } from './use-change';
import type { Condition, DecisionPage } from './use-decision-page';
import { useGateText, useQuestionList } from './words';
import classes from './decisions.module.css';

const tones = { open: 'warning', met: 'success', waived: 'neutral' } as const;

interface Asked {
  readonly condition: Condition;
  readonly number: number;
  readonly met: boolean;
}

/** The conditions of the opinion; once it is adopted, each is followed until it is met or waived. */
export function ConditionsSection({ page }: { readonly page: DecisionPage }) {
  const { t } = useTranslation('decisions');
  const troubleText = useTroubleText();
  const denied = useReasonAgainst()('condition.follow');
  const { change, client, busy, trouble, clear } = useChange();
  const [asked, setAsked] = useState<Asked | null>(null);
  const { opinion } = page;
  const conditions = opinion?.conditions ?? [];
  if (!opinion) return null;
  const followed = opinion.state === 'adopted';
  const open = conditions.filter(({ state }) => state === 'open').length;

  const close = async ({ condition, met }: Asked, note: string) => {
    const done = await change(async () => {
      const { data } = await client.mutate({
        mutation: closeCondition,
        variables: {
          input: { operationId: newOperationId(), conditionId: condition.id, met, note },
        },
      });
      return data?.closeCondition;
    });
    if (done) setAsked(null);
  };
  const ask = (next: Asked) => {
    clear();
    setAsked(next);
  };

  return (
    <section className={classes.section} aria-labelledby="conditions">
      <h2 id="conditions">{t('screen.sections.conditions')}</h2>
      {conditions.length === 0 ? <p>{t('screen.conditions.none')}</p> : null}
      {conditions.length > 0 && !followed ? (
        <p className={classes.quiet}>{t('screen.conditions.proposedHint')}</p>
      ) : null}
      {followed && open > 0 ? <p>{t('screen.conditions.toFollow', { count: open })}</p> : null}
      {followed && open > 0 && denied ? <p className={classes.quiet}>{denied}</p> : null}
      <ol className={classes.list}>
        {conditions.map((condition, index) => (
          <li key={condition.id}>
            <ConditionView
              condition={condition}
              number={index + 1}
              followed={followed}
              today={page.today}
            />
            {followed && condition.state === 'open' && !denied ? (
              <div className={classes.actions}>
                <ReasonedButton
                  size="xs"
                  variant="default"
                  aria-label={t('screen.conditions.meetThis', { number: index + 1 })}
                  onClick={() => ask({ condition, number: index + 1, met: true })}
                >
                  {t('screen.conditions.meet')}
                </ReasonedButton>
                <ReasonedButton
                  size="xs"
                  variant="default"
                  aria-label={t('screen.conditions.waiveThis', { number: index + 1 })}
                  onClick={() => ask({ condition, number: index + 1, met: false })}
                >
                  {t('screen.conditions.waive')}
                </ReasonedButton>
              </div>
            ) : null}
          </li>
        ))}
      </ol>
      <ConfirmWithReason
        opened={asked !== null}
        title={
          asked?.met
            ? t('screen.conditions.meetThis', { number: asked.number })
            : t('screen.conditions.waiveThis', { number: asked?.number ?? 0 })
        }
        confirmLabel={asked?.met ? t('screen.conditions.meet') : t('screen.conditions.waive')}
        reasonLabel={asked?.met ? t('screen.conditions.meetLabel') : undefined}
        reasonHint={asked?.met ? asked.condition.proof : t('screen.conditions.waiveHint')}
        danger={asked !== null && !asked.met}
        busy={busy}
        error={troubleText(trouble)}
        onConfirm={(note) => asked && void close(asked, note)}
        onCancel={() => setAsked(null)}
      >
        <p>{asked?.condition.text}</p>
      </ConfirmWithReason>
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
  const late = followed && state === 'open' && dueOn !== null && dueOn < today;
  const items = [
    { term: t('screen.conditions.owner'), value: condition.owner ?? '' },
    { term: t('screen.conditions.dueOn'), value: dueOn ? date(dueOn) : '' },
    { term: t('screen.conditions.gate'), value: gateText(condition.gate) },
    { term: t('screen.conditions.proof'), value: condition.proof },
  ].filter(({ value }) => value !== '');
  return (
    <div className={classes.entry}>
      <div className={classes.row}>
        <h3>{t('screen.conditions.one', { number })}</h3>
        {late ? <StatusBadge tone="danger">{t('screen.conditions.late')}</StatusBadge> : null}
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
      {condition.closedNote !== null && condition.closedAt !== null ? (
        <p className={classes.verbatim}>
          {t('screen.conditions.closedOn', {
            date: date(condition.closedAt),
            note: condition.closedNote,
          })}
        </p>
      ) : null}
    </div>
  );
}
