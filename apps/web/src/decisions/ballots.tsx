import { useId, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Radio } from '@mantine/core';
import { voteChoices, type AbsenceReason, type VoteChoice } from '@consilium/domain/decisions';
import { ReasonedButton } from '@consilium/ui';
import { useEvaluation, useReasonAgainst } from '../evaluations';
import { useRefusalText } from '../platform/failure-notice';
import { newOperationId } from '../platform/ids';
import { TroubleNotice } from '../platform/use-act';
import { castVote } from './operations';
import { useChange } from './use-change';
import type { DecisionPage, Opinion } from './use-decision-page';
import { nameOf } from './words';
import classes from './decisions.module.css';

interface BallotsProps {
  readonly page: DecisionPage;
  readonly opinion: Opinion;
}

/** My vote, and that of each member whose proxy I hold. */
export function Ballots({ page, opinion }: BallotsProps) {
  const { t } = useTranslation('decisions');
  const { facts } = useEvaluation();
  const denied = useReasonAgainst()('opinion.vote');
  const mine = facts.seats.filter(({ votes }) => votes).map(({ id }) => id);
  const meeting = page.meetings.find(({ id }) => id === opinion.meetingId);
  const represented = (meeting?.attendance ?? [])
    .filter(
      ({ attendance, representedBy }) =>
        attendance === 'represented' && representedBy !== null && mine.includes(representedBy),
    )
    .map(({ seatId }) => seatId);
  if (denied) {
    return (
      <div className={classes.actions}>
        <ReasonedButton variant="default" reason={denied}>
          {t('screen.vote.cast')}
        </ReasonedButton>
      </div>
    );
  }
  return (
    <>
      <p className={classes.quiet}>{t('screen.vote.openNote')}</p>
      {[...mine, ...represented].map((seat) => (
        <Ballot key={seat} seat={seat} own={mine.includes(seat)} page={page} opinion={opinion} />
      ))}
    </>
  );
}

interface BallotProps extends BallotsProps {
  readonly seat: string;
  readonly own: boolean;
}

function Ballot({ seat, own, page, opinion }: BallotProps) {
  const { t } = useTranslation('decisions');
  const refusalText = useRefusalText();
  const group = useId();
  const { change, client, busy, trouble } = useChange();
  const cast = opinion.votes.find(({ seatId }) => seatId === seat)?.choice ?? null;
  const [chosen, setChosen] = useState<VoteChoice | null>(null);
  const [missing, setMissing] = useState(false);
  const [said, setSaid] = useState('');
  const meeting = page.meetings.find(({ id }) => id === opinion.meetingId);
  const out = page.quorum?.missing.find((one) => one.seat === seat)?.because as
    AbsenceReason | undefined;
  // In a written consultation voting is taking part.
  const joinsByVoting =
    own &&
    out === 'absent' &&
    meeting?.mode === 'written_consultation' &&
    !meeting.attendance.some(
      ({ seatId, attendance }) => seatId === seat && attendance !== 'absent',
    );
  const line = meeting?.attendance.find(({ seatId }) => seatId === seat);
  const holder = own && line?.attendance === 'represented' ? line.representedBy : null;
  const reason =
    holder !== null
      ? t('screen.meetings.proxyTo', { name: nameOf(page.seats, holder) })
      : out && !joinsByVoting
        ? `${t(`absences.${out}`)}. ${refusalText({ code: 'not_attending' })}`
        : null;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const choice = chosen ?? cast;
    setMissing(choice === null);
    if (choice === null || busy) return;
    const done = await change(async () => {
      const { data } = await client.mutate({
        mutation: castVote,
        variables: {
          input: { operationId: newOperationId(), opinionId: opinion.id, seatId: seat, choice },
        },
      });
      return data?.castVote;
    });
    if (!done) return;
    setChosen(null);
    setSaid(t('screen.vote.castDone', { choice: t(`votes.${choice}`) }));
  };

  return (
    <form className={classes.ballot} onSubmit={(event) => void submit(event)} noValidate>
      <Radio.Group
        id={group}
        label={
          own ? t('screen.vote.mine') : t('screen.vote.for', { name: nameOf(page.seats, seat) })
        }
        value={chosen ?? cast ?? ''}
        error={missing && !chosen ? t('screen.vote.choose') : undefined}
        onChange={(value) => setChosen(value as VoteChoice)}
      >
        <div className={classes.choices}>
          {voteChoices.map((choice) => (
            <Radio key={choice} value={choice} label={t(`votes.${choice}`)} />
          ))}
        </div>
      </Radio.Group>
      <ReasonedButton type="submit" reason={reason} busy={busy}>
        {cast ? t('screen.vote.change') : t('screen.vote.cast')}
      </ReasonedButton>
      <TroubleNotice trouble={trouble} />
      <p role="status" className={classes.said}>
        {trouble ? '' : said}
      </p>
    </form>
  );
}
