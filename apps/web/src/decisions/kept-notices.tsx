import { useTranslation } from 'react-i18next';
import { Button, Group } from '@mantine/core';
import { DescriptionList, Notice } from '@consilium/ui';
import type { KeptForm } from './use-kept-form';
import classes from './decisions.module.css';

/** One field as it reads, to compare two versions of a form. */
export interface Reading {
  readonly term: string;
  readonly value: string;
}

interface KeptNoticesProps {
  readonly form: Pick<KeptForm<object>, 'changed' | 'stale' | 'keepMine' | 'forget'>;
  readonly mine: readonly Reading[];
  readonly theirs: readonly Reading[];
}

/** Says that words are not saved yet; when somebody saved meanwhile, shows both and lets choose. */
export function KeptNotices({ form, mine, theirs }: KeptNoticesProps) {
  const { t } = useTranslation('decisions');
  if (form.stale) {
    const differing = theirs.filter(
      ({ term, value }) => mine.find((one) => one.term === term)?.value !== value,
    );
    return (
      <Notice tone="warning" role="alert" title={t('screen.kept.stale')}>
        <p>{t('screen.kept.staleText')}</p>
        {differing.length > 0 ? (
          <>
            <p>{t('screen.kept.theirs')}</p>
            <DescriptionList
              items={differing.map(({ term, value }) => ({
                term,
                value: <span className={classes.verbatim}>{value || t('screen.kept.empty')}</span>,
              }))}
            />
          </>
        ) : (
          <p>{t('screen.kept.same')}</p>
        )}
        <Group>
          <Button onClick={form.keepMine}>{t('screen.kept.keepMine')}</Button>
          <Button variant="default" onClick={form.forget}>
            {t('screen.kept.takeTheirs')}
          </Button>
        </Group>
      </Notice>
    );
  }
  return form.changed ? (
    <p className={classes.quiet}>
      {t('screen.kept.unsaved')}{' '}
      <Button variant="subtle" size="compact-sm" onClick={form.forget}>
        {t('screen.kept.discard')}
      </Button>
    </p>
  ) : null;
}
