import { useTranslation } from 'react-i18next';
import { Button, Group } from '@mantine/core';
import { ConflictChooser, DescriptionList, Notice } from '@consilium/ui';
import type { KeptForm } from './use-kept-form';
import classes from './kept.module.css';

/** One field as it reads, to compare two versions of a form. */
export interface Reading {
  readonly term: string;
  readonly value: string;
}

interface KeptNoticesProps<Fields> {
  readonly form: KeptForm<Fields>;
  /** What is saved. */
  readonly saved: Fields;
  readings(fields: Fields): readonly Reading[];
  /** The one text of the form, where two can be combined by hand. */
  readonly text?: keyof Fields & string;
}

/**
 * Says that words are not saved yet. When somebody saved meanwhile, or the person wrote other words in
 * another window, shows both and lets choose.
 */
export function KeptNotices<Fields extends object>({
  form,
  saved,
  readings,
  text,
}: KeptNoticesProps<Fields>) {
  const { t } = useTranslation('shell');
  if (form.other) {
    return <TwoWindows form={form} other={form.other} readings={readings} text={text} />;
  }
  if (form.stale) {
    return (
      <Notice tone="warning" role="alert" title={t('kept.stale')}>
        <p>{t('kept.staleText')}</p>
        <Differences here={readings(form.fields)} there={readings(saved)} />
        <Group>
          <Button onClick={form.keepMine}>{t('kept.keepMine')}</Button>
          <Button variant="default" onClick={form.forget}>
            {t('kept.takeTheirs')}
          </Button>
        </Group>
      </Notice>
    );
  }
  return form.changed ? (
    <p className={classes.quiet}>
      {t('kept.unsaved')}{' '}
      <Button variant="subtle" size="compact-sm" onClick={form.forget}>
        {t('kept.drop')}
      </Button>
    </p>
  ) : null;
}

function Differences({
  here,
  there,
}: {
  readonly here: readonly Reading[];
  readonly there: readonly Reading[];
}) {
  const { t } = useTranslation('shell');
  const differing = there.filter(
    ({ term, value }) => here.find((one) => one.term === term)?.value !== value,
  );
  if (differing.length === 0) return <p>{t('kept.same')}</p>;
  return (
    <>
      <p>{t('kept.theirs')}</p>
      <Readings of={differing} />
    </>
  );
}

function Readings({ of }: { readonly of: readonly Reading[] }) {
  const { t } = useTranslation('shell');
  return (
    <DescriptionList
      items={of.map(({ term, value }) => ({
        term,
        value: <span className={classes.verbatim}>{value || t('kept.nothing')}</span>,
      }))}
    />
  );
}

interface TwoWindowsProps<Fields> extends Omit<KeptNoticesProps<Fields>, 'saved'> {
  readonly other: NonNullable<KeptForm<Fields>['other']>;
}

/** Two texts of one person about the same thing, from two windows. */
function TwoWindows<Fields extends object>({
  form,
  other,
  readings,
  text,
}: TwoWindowsProps<Fields>) {
  const here = form.fields;
  const there = other.fields;
  const said = (fields: Fields): string => (text ? String(fields[text]) : JSON.stringify(fields));
  const combined = (words: string): Fields => (text ? { ...here, [text]: words } : here);
  return (
    <ConflictChooser
      mine={said(here)}
      theirs={{ text: said(there), by: null, at: other.since }}
      combinable={text !== undefined}
      render={
        text
          ? undefined
          : (shown) => <Readings of={readings(shown === said(here) ? here : there)} />
      }
      onResolve={(words, how) =>
        form.choose(how === 'mine' ? here : how === 'theirs' ? there : combined(words))
      }
    />
  );
}
