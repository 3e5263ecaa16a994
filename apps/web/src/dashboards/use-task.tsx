import { useTranslation } from 'react-i18next';
import type { AnswerRole } from '@consilium/domain/access';
import { groupOf, pathOfWork, type Work } from '@consilium/domain/dashboards';
import { useFormat, type Task } from '@consilium/ui';
import { graphql } from '../gql';
import type { WorkFieldsFragment } from '../gql/graphql';
import { FileNumber } from '../platform/file-number';
import { useViewer } from '../platform/session';
import { useLocale } from '../platform/use-locale';
import classes from './dashboards.module.css';

export const workFields = graphql(`
  fragment WorkFields on WorkLine {
    kind
    id
    evaluationId
    reference
    practice
    title
    organisation
    organisationSlug
    dueOn
    today
    paused
    questionKey
    round
    person
    role
    condition
    part {
      sectionTitle {
        fr
        en
      }
      total
      answered
      essentialLeft
      minutesLeft
      returnReason
    }
  }
`);

/** While the clocks of a file stand, its dates are neither near nor past. */
export const datesOf = (line: WorkFieldsFragment): { dueOn: string | null } => ({
  dueOn: line.paused ? null : (line.dueOn ?? null),
});

/** Turns what waits into a line of a list of tasks, in the reader's language. */
export function useTask(): (line: WorkFieldsFragment) => Task {
  const { t } = useTranslation(['dashboards', 'common']);
  const locale = useLocale();
  const { memberships } = useViewer();
  const format = useFormat();
  return (line) => {
    const { part, person } = line;
    const role = line.role ? t(`common:answerRoles.${line.role as AnswerRole}`) : '';
    const kind = line.kind as Work['kind'];
    const label =
      kind === 'mention' && !person
        ? t('work.kinds.mentionUnknown')
        : t(`work.kinds.${part && part.answered === part.total ? 'submit' : kind}`, {
            section: part?.sectionTitle[locale] ?? '',
            person: person ?? '',
            round: line.round ?? 1,
            number: line.condition ?? 1,
            role,
          });
    const facts = part
      ? [
          // Sections have a part for each role: who answers as several has several.
          t('work.asRole', { role }),
          t('work.part', { answered: part.answered, count: part.total }),
          part.minutesLeft > 0 ? t('work.minutes', { count: part.minutesLeft }) : null,
          part.essentialLeft > 0 ? t('work.essential', { count: part.essentialLeft }) : null,
        ].filter((fact) => fact !== null)
      : [];
    return {
      id: `${kind}-${line.id}-${line.role ?? ''}`,
      label,
      href: `/o/${line.organisationSlug}/${pathOfWork({ ...line, kind, dueOn: line.dueOn ?? null })}`,
      detail: (
        <>
          <span className={classes.line}>
            <FileNumber reference={line.reference} />
            {` · ${line.title}`}
            {memberships.length > 1 ? ` – ${line.organisation}` : ''}
          </span>
          {facts.length > 0 ? <span className={classes.line}>{facts.join(' · ')}</span> : null}
          {part?.returnReason ? (
            <span className={classes.line}>
              {t('work.returned', { reason: part.returnReason })}
            </span>
          ) : null}
        </>
      ),
      state: stateOf(line),
    };
  };

  function stateOf(line: WorkFieldsFragment): Task['state'] {
    if (line.paused) return { label: t('work.paused'), tone: 'neutral' };
    const group = groupOf({ dueOn: line.dueOn ?? null }, line.today);
    if (group === 'late') {
      const days = Math.round(
        (Date.parse(line.today) - Date.parse(line.dueOn ?? line.today)) / 86_400_000,
      );
      return { label: t('work.states.late', { count: days }), tone: 'danger' };
    }
    if (line.part?.returnReason) return { label: t('work.states.returned'), tone: 'warning' };
    if (group === 'today') return { label: t('work.states.today'), tone: 'warning' };
    if (line.dueOn)
      return {
        label: t('work.states.due', { date: format.shortDate(line.dueOn) }),
        tone: group === 'week' ? 'info' : 'neutral',
        hollow: group !== 'week',
      };
    return { label: t('work.states.open'), tone: 'neutral', hollow: true };
  }
}
