import { useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, TextInput } from '@mantine/core';
import { useUnkept } from './unkept-links';
import classes from './access.module.css';

/** A link that is shown once: to be copied, and handed to the person it is for. */
export function OneTimeLink({ label, link }: { readonly label: string; readonly link: string }) {
  const { t } = useTranslation('access');
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [state, setState] = useState<'shown' | 'selected' | 'copied'>('shown');
  useUnkept(state !== 'copied');
  // Browsers give the clipboard to pages under https alone: elsewhere it is copied by hand.
  const select = () => {
    field.current?.select();
    setState('selected');
  };
  const copy = () => {
    if (!navigator.clipboard) return select();
    void navigator.clipboard.writeText(link).then(() => setState('copied'), select);
  };
  return (
    <div className={classes.beside}>
      <TextInput
        id={id}
        ref={field}
        label={label}
        value={link}
        readOnly
        onFocus={({ currentTarget }) => currentTarget.select()}
        onCopy={() => setState('copied')}
      />
      <Button variant="default" aria-describedby={id} onClick={copy}>
        {t('invite.copy')}
      </Button>
      <span role="status" className={classes.said}>
        {state === 'shown' ? '' : t(`invite.${state}`)}
      </span>
    </div>
  );
}
