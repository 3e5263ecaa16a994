import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  ConfirmWithReason,
  FoldedHelp,
  ReasonedButton,
  StatusBadge,
  useFormat,
} from '@consilium/ui';
import type { BlockerEffect } from '@consilium/domain/decisions';
import type { BlockingReason } from '@consilium/domain/templates';
import { useEvaluation, useReasonAgainst } from '../evaluations';
import { newOperationId } from '../platform/ids';
import { TroubleNotice, useTroubleText } from '../platform/use-act';
import { overrideBlocker, restoreBlocker } from './operations';
import { useChange } from './use-change';
import type { Blocker } from './use-decision-page';
import { useLocale } from '../platform/use-locale';
import classes from './decisions.module.css';

const tones = { hard: 'danger', unknown: 'warning', soft: 'warning', dpo_pending: 'info' } as const;

/** What the answers do to the opinion, and what the chair has set aside. */
export function BlockersSection({ blockers }: { readonly blockers: readonly Blocker[] }) {
  const { t } = useTranslation('decisions');
  const { id: evaluationId } = useEvaluation();
  const against = useReasonAgainst();
  const troubleText = useTroubleText();
  const overriding = useChange();
  const restoring = useChange();
  const [asked, setAsked] = useState<string | null>(null);
  const weighing = blockers.filter(({ effect }) => effect !== null);
  const vigilance = blockers.filter(({ effect }) => effect === null);
  const reason = against('blocker.override');

  const setAside = async (questionKey: string, why: string) => {
    const done = await overriding.change(async () => {
      const { data } = await overriding.client.mutate({
        mutation: overrideBlocker,
        variables: {
          input: { operationId: newOperationId(), evaluationId, questionKey, reason: why },
        },
      });
      return data?.overrideBlocker;
    });
    if (done) setAsked(null);
  };
  const restore = (questionKey: string) =>
    restoring.change(async () => {
      const { data } = await restoring.client.mutate({
        mutation: restoreBlocker,
        variables: { input: { operationId: newOperationId(), evaluationId, questionKey } },
      });
      return data?.restoreBlocker;
    });

  return (
    <section aria-labelledby="blockers">
      <h3 id="blockers">{t('screen.blockers.title')}</h3>
      {weighing.length === 0 ? (
        <p>{t('screen.blockers.none')}</p>
      ) : (
        <>
          <p className={classes.quiet}>{t('screen.blockers.intro')}</p>
          {reason ? <p className={classes.quiet}>{reason}</p> : null}
          <TroubleNotice trouble={restoring.trouble} />
          <ul className={classes.list}>
            {weighing.map((blocker) => (
              <li key={blocker.question}>
                <BlockerView blocker={blocker} />
                {reason ? null : blocker.override ? (
                  <ReasonedButton
                    size="xs"
                    variant="default"
                    busy={restoring.busy}
                    aria-label={t('screen.blockers.restoreThis', { question: blocker.question })}
                    onClick={() => void restore(blocker.question)}
                  >
                    {t('screen.blockers.restore')}
                  </ReasonedButton>
                ) : (
                  <ReasonedButton
                    size="xs"
                    variant="default"
                    aria-label={t('screen.blockers.overrideThis', { question: blocker.question })}
                    onClick={() => {
                      overriding.clear();
                      setAsked(blocker.question);
                    }}
                  >
                    {t('screen.blockers.override')}
                  </ReasonedButton>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
      {vigilance.length > 0 ? (
        <FoldedHelp summary={t('screen.blockers.vigilance', { count: vigilance.length })}>
          <ul className={classes.list}>
            {vigilance.map((blocker) => (
              <li key={blocker.question}>
                <BlockerView blocker={blocker} />
              </li>
            ))}
          </ul>
        </FoldedHelp>
      ) : null}
      <ConfirmWithReason
        opened={asked !== null}
        title={t('screen.blockers.overrideThis', { question: asked ?? '' })}
        confirmLabel={t('screen.blockers.override')}
        reasonHint={t('screen.blockers.overrideHint')}
        danger
        busy={overriding.busy}
        error={troubleText(overriding.trouble)}
        onConfirm={(why) => asked !== null && void setAside(asked, why)}
        onCancel={() => setAsked(null)}
      />
    </section>
  );
}

function BlockerView({ blocker }: { readonly blocker: Blocker }) {
  const { t } = useTranslation('decisions');
  const { date } = useFormat();
  const locale = useLocale();
  const { override } = blocker;
  const effect = blocker.effect as BlockerEffect | null;
  return (
    <div className={classes.entry}>
      <div className={classes.row}>
        <h4>
          <span className={classes.code}>{blocker.question}</span> {blocker.text[locale]}
        </h4>
        {effect === null ? null : override ? (
          <StatusBadge hollow>{t('screen.blockers.overridden')}</StatusBadge>
        ) : (
          <StatusBadge tone={tones[effect]}>{t(`effects.${effect}`)}</StatusBadge>
        )}
      </div>
      <p>
        {t(`screen.blockers.reasons.${blocker.reason as BlockingReason}`)}{' '}
        {blocker.answer === null
          ? t('screen.blockers.reserved')
          : blocker.reason === 'unanswered' || blocker.answer[locale] === ''
            ? null
            : t('screen.blockers.answer', { answer: blocker.answer[locale] })}
      </p>
      {effect === null || override ? null : (
        <p className={classes.quiet}>{t(`screen.blockers.bars.${effect}`)}</p>
      )}
      {override ? (
        <blockquote className={classes.verbatim}>
          {override.reason}
          <footer className={classes.quiet}>
            {t('screen.blockers.overriddenBy', { name: override.by, date: date(override.at) })}
          </footer>
        </blockquote>
      ) : null}
    </div>
  );
}
