import { useId, type MouseEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { focusField } from './focus-field';
import classes from './gap-list.module.css';

export interface Gap {
  /** The id of the field that lacks something, or of the group around it. */
  readonly fieldId: string;
  readonly label: string;
  /** Why it is not complete, when it is not simply empty. */
  readonly reason?: string;
}

export interface GapGroup {
  readonly key: string;
  readonly title?: string;
  readonly gaps: readonly Gap[];
}

interface GapListProps {
  readonly groups: readonly GapGroup[];
  readonly title?: string;
  /** Called before the focus moves, to show the page or section the field is on. */
  onGo?(gap: Gap): void | Promise<void>;
}

/** What is still missing before something can be submitted; each entry leads to its field. */
export function GapList({ groups, title, onGo }: GapListProps) {
  const { t } = useTranslation('ui');
  const headingId = useId();
  const count = groups.reduce((sum, { gaps }) => sum + gaps.length, 0);

  const go = async (event: MouseEvent, gap: Gap) => {
    event.preventDefault();
    await onGo?.(gap);
    focusField(gap.fieldId);
  };

  if (count === 0) return <p>{t('gapList.none')}</p>;
  return (
    <section className={classes.list} aria-labelledby={headingId}>
      <h2 id={headingId}>{title ?? t('gapList.title', { count })}</h2>
      {groups
        .filter(({ gaps }) => gaps.length > 0)
        .map((group) => (
          <div key={group.key}>
            {group.title ? <h3>{group.title}</h3> : null}
            <ul>
              {group.gaps.map((gap) => (
                <li key={gap.fieldId}>
                  <a href={`#${gap.fieldId}`} onClick={(event) => void go(event, gap)}>
                    {gap.label}
                  </a>
                  {gap.reason ? <span className={classes.reason}> {gap.reason}</span> : null}
                </li>
              ))}
            </ul>
          </div>
        ))}
    </section>
  );
}
