import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@mantine/core';
import { TroubleNotice, type Trouble } from '../platform/use-act';
import { useHoldingText } from './holding-line';
import { keyOf, type Leaving } from './leaving-operations';
import { Remaining, usePlaceOf } from './remaining';
import type { Successors } from './use-successors';
import classes from './access.module.css';

interface LeaveCheckProps {
  readonly leaving: Leaving;
  readonly successors: Successors;
  readonly reason: string;
  readonly busy: boolean;
  readonly trouble: Trouble | null;
  onConfirm(): void;
  onBack(): void;
}

/** Everything a departure does, in words, before it is done: most of it cannot be taken back. */
export function LeaveCheck(props: LeaveCheckProps) {
  const { leaving, successors, reason, busy, trouble, onConfirm, onBack } = props;
  const { t } = useTranslation('access');
  const textOf = useHoldingText();
  const placeOf = usePlaceOf(leaving);
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  const { all, heirOf, orphaned } = successors;
  const name = leaving.displayName;
  const nameOf = (memberId: string | null) =>
    leaving.candidates.find((one) => one.memberId === memberId)?.displayName;
  return (
    <section className={classes.form} aria-labelledby="leave-check">
      <h2 id="leave-check" ref={title} tabIndex={-1} className={classes.step}>
        {t('leaving.checkTitle')}
      </h2>
      <ul className={classes.steps}>
        <li>{t('leaving.closes', { name })}</li>
        {all.map((one) => {
          const heir = nameOf(heirOf(one));
          const what = t('leaving.remainingOf', { place: placeOf(one), what: textOf(one) });
          if (!one.canBeHanded) return <li key={keyOf(one)}>{t('leaving.endsOf', { what })}</li>;
          return heir ? <li key={keyOf(one)}>{t('leaving.takenBy', { what, heir })}</li> : null;
        })}
        {leaving.invitations > 0 ? (
          <li>{t('leaving.invitations', { count: leaving.invitations })}</li>
        ) : null}
        <li>{t('leaving.reasonIs', { reason: reason.trim() })}</li>
      </ul>
      {all.length > 0 ? <Remaining leaving={leaving} holdings={orphaned} /> : null}
      <p className={classes.text}>{t('leaving.forGood')}</p>
      <TroubleNotice trouble={trouble} />
      <div className={classes.actions}>
        <Button color="red" aria-disabled={busy} onClick={() => busy || onConfirm()}>
          {t('leaving.submit')}
        </Button>
        <Button variant="default" onClick={onBack}>
          {t('leaving.back')}
        </Button>
      </div>
    </section>
  );
}
