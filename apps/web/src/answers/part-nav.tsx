import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router';
import type { AnswerRole } from '@consilium/domain/access';
import type { TemplateDocument } from '@consilium/domain/templates';
import { StatusBadge, useFormat } from '@consilium/ui';
import { unmask, type FragmentType } from '../gql';
import type { PartLineFieldsFragment } from '../gql/graphql';
import { useLocale } from '../platform/use-locale';
import { partLineFields, stateOf, tones } from './part-line';
import classes from './part-nav.module.css';

interface PartNavProps {
  readonly document: TemplateDocument;
  readonly parts: readonly FragmentType<typeof partLineFields>[];
  readonly current: string | null;
}

/** The parts of the file: mine first, then those of others, each with its state in words. */
export function PartNav({ document, parts, current }: PartNavProps) {
  const { t } = useTranslation('answers');
  const lines = unmask(partLineFields, parts);
  const mine = lines.filter((line) => line.mine);
  const others = lines.filter((line) => !line.mine);
  return (
    <nav aria-label={t('nav.label')} className={classes.nav}>
      <h2>{t('nav.mine')}</h2>
      {mine.length === 0 ? <p className={classes.none}>{t('nav.none')}</p> : null}
      <Lines document={document} lines={mine} current={current} />
      {others.length > 0 ? (
        <>
          <h2>{t('nav.others')}</h2>
          <Lines document={document} lines={others} current={current} />
        </>
      ) : null}
    </nav>
  );
}

interface LinesProps {
  readonly document: TemplateDocument;
  readonly lines: readonly PartLineFieldsFragment[];
  readonly current: string | null;
}

function Lines({ document, lines, current }: LinesProps) {
  const { t } = useTranslation(['answers', 'common']);
  const { shortDate, list } = useFormat();
  const locale = useLocale();
  return (
    <ul className={classes.list}>
      {lines.map((line) => {
        const section = document.sections.find(({ key }) => key === line.sectionKey);
        const state = stateOf(line);
        const { total, answered, minutesLeft } = line.progress;
        return (
          <li key={line.id}>
            <NavLink
              to={{ search: `?part=${line.id}` }}
              className={classes.link}
              aria-current={line.id === current ? 'page' : false}
            >
              <span className={classes.title}>
                {line.sectionKey} – {section?.title[locale]}
              </span>
              <span className={classes.detail}>
                {t(`common:answerRoles.${line.leadRole as AnswerRole}`)}
                {line.mine
                  ? null
                  : ` · ${line.assignees.length > 0 ? list(line.assignees) : t('nav.unassigned')}`}
              </span>
              <span className={classes.row}>
                <StatusBadge tone={tones[state]} hollow={state === 'to_do'}>
                  {t(`states.${state}`)}
                </StatusBadge>
                {line.masked ? <StatusBadge>{t('nav.reserved')}</StatusBadge> : null}
                {line.late ? <StatusBadge tone="danger">{t('nav.late')}</StatusBadge> : null}
                <span className="tabular">{t('nav.progress', { answered, count: total })}</span>
              </span>
              {line.mine && line.state !== 'submitted' ? (
                <span className={classes.detail}>
                  {[
                    minutesLeft > 0 ? t('nav.minutes', { count: minutesLeft }) : '',
                    line.dueOn ? t('nav.due', { date: shortDate(line.dueOn) }) : '',
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
              ) : null}
            </NavLink>
          </li>
        );
      })}
    </ul>
  );
}
