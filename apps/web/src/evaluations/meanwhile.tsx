import { useTranslation } from 'react-i18next';
import { Button } from '@mantine/core';
import { DescriptionList, Notice } from '@consilium/ui';
import type { Trouble } from '../platform/use-act';

/** The server declined because somebody else saved first. */
export const isStale = (trouble: Trouble | null): boolean =>
  trouble !== null && 'refusal' in trouble && trouble.refusal.code === 'stale_version';

interface MeanwhileProps {
  /** What the other person saved, where it differs from what stands in the form. */
  readonly theirs: readonly { readonly term: string; readonly value: string }[];
  onTake(): void;
}

/** Shows what somebody else saved beside the words in the form, which stay until the person decides. */
export function Meanwhile({ theirs, onTake }: MeanwhileProps) {
  const { t } = useTranslation('evaluations');
  return (
    <Notice tone="warning" role="alert" title={t('screen.meanwhile.title')}>
      <p>{t('screen.meanwhile.text')}</p>
      <DescriptionList
        items={theirs.map(({ term, value }) => ({
          term,
          value: value === '' ? t('screen.meanwhile.empty') : value,
        }))}
      />
      <Button variant="default" size="xs" mt="sm" onClick={onTake}>
        {t('screen.meanwhile.take')}
      </Button>
    </Notice>
  );
}
