import { useTranslation } from 'react-i18next';
import type { AnswerRole } from '@consilium/domain/access';
import type { AbsenceReason } from '@consilium/domain/decisions';
import { QuorumMeter, useFormat } from '@consilium/ui';
import { useProfessionText } from '../platform/professions';
import type { DecisionPage, Quorum } from './use-decision-page';
import { nameOf } from './words';
import classes from './decisions.module.css';

interface QuorumViewProps {
  readonly label: string;
  readonly quorum: Quorum;
  readonly page: Pick<DecisionPage, 'seats' | 'requiredRoles'>;
}

/** Whether enough members take part, who is missing by profession and why, who is not counted. */
export function QuorumView({ label, quorum, page: { seats, requiredRoles } }: QuorumViewProps) {
  const { t } = useTranslation(['decisions', 'common']);
  const { list } = useFormat();
  const professionText = useProfessionText();
  const professions = [...new Set(quorum.missing.map(({ profession }) => profession))];
  const role = (name: string) => t(`common:answerRoles.${name as AnswerRole}`);
  return (
    <div className={classes.quorum}>
      <QuorumMeter
        label={label}
        present={quorum.takingPart}
        required={quorum.needed}
        total={quorum.eligible}
        met={quorum.met}
        roles={requiredRoles.map((name) => ({
          label: role(name),
          met: !quorum.missingRoles.includes(name),
        }))}
        missing={professions.map((profession) => ({
          profession: professionText(profession),
          names: quorum.missing
            .filter((one) => one.profession === profession)
            .map(({ seat, because }) =>
              t('decisions:screen.vote.missingLine', {
                name: nameOf(seats, seat),
                because: t(`decisions:absences.${because as AbsenceReason}`).toLowerCase(),
              }),
            ),
        }))}
      />
      {quorum.waived ? <p>{t('decisions:screen.vote.waived')}</p> : null}
      {quorum.rolesWithoutHolder.map((name) => (
        <p key={name}>
          {t('decisions:screen.vote.noHolder', {
            role: role(name),
            text: t('decisions:roleWithoutHolder'),
          })}
        </p>
      ))}
      {quorum.recused.length > 0 ? (
        <p className={classes.quiet}>
          {t('decisions:screen.vote.recused', {
            names: list(quorum.recused.map((seat) => nameOf(seats, seat))),
          })}
        </p>
      ) : null}
    </div>
  );
}
