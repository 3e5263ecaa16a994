import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, NativeSelect } from '@mantine/core';
import { useEvidence } from './use-evidence';
import classes from './evidence.module.css';

interface ChooseFiledProps {
  readonly evaluationId: string;
  /** Ids of documents that are chosen already. */
  readonly without: readonly string[];
  onChosen(title: string, documentId: string): void;
}

/** Chooses among the documents that are filed in the evaluation; nothing where there is none left. */
export function ChooseFiled({ evaluationId, without, onChosen }: ChooseFiledProps) {
  const { t } = useTranslation('evidence');
  const { evidence } = useEvidence(evaluationId, null);
  const [asked, setAsked] = useState('');
  const offered = (evidence?.documents ?? []).filter(
    ({ documentId, purgedAt }) => !purgedAt && !without.includes(documentId),
  );
  const chosen = offered.find(({ documentId }) => documentId === asked) ?? offered[0];
  if (!chosen) return null;
  return (
    <div className={classes.form}>
      <NativeSelect
        label={t('choose.label')}
        value={chosen.documentId}
        data={offered.map(({ documentId, title }) => ({ value: documentId, label: title }))}
        onChange={({ currentTarget: { value } }) => setAsked(value)}
      />
      <div className={classes.actions}>
        <Button variant="default" onClick={() => onChosen(chosen.title, chosen.documentId)}>
          {t('choose.submit')}
        </Button>
      </div>
      <p>{t('choose.or')}</p>
    </div>
  );
}
