import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, TextInput } from '@mantine/core';
import classes from './access.module.css';

/** A link that is shown once: to be copied, and handed to the person it is for. */
export function OneTimeLink({ label, link }: { readonly label: string; readonly link: string }) {
  const { t } = useTranslation('access');
  const id = useId();
  const [copied, setCopied] = useState(false);
  return (
    <div className={classes.beside}>
      <TextInput
        id={id}
        label={label}
        value={link}
        readOnly
        onFocus={({ currentTarget }) => currentTarget.select()}
      />
      <Button
        variant="default"
        aria-describedby={id}
        onClick={() => {
          void navigator.clipboard?.writeText(link).then(() => setCopied(true));
        }}
      >
        {t('invite.copy')}
      </Button>
      <span role="status" className={classes.said}>
        {copied ? t('invite.copied') : ''}
      </span>
    </div>
  );
}
