import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, Modal, TextInput } from '@mantine/core';
import { PasswordField } from '@consilium/ui';
import { useRefusalText } from '../platform/failure-notice';
import { useSession, type Viewer } from '../platform/session';
import { TroubleNotice, type Trouble } from '../platform/use-act';
import classes from './sign-in-page.module.css';

/**
 * Covers the page when its session has ended. The page stays as it was underneath, with what was being
 * typed; the same person goes on there, anybody else begins anew.
 */
export function SessionEnded({ viewer }: { readonly viewer: Viewer }) {
  const { t } = useTranslation('shell');
  const refusalText = useRefusalText();
  const { signIn, goElsewhere } = useSession();
  const [password, setPassword] = useState('');
  const [missing, setMissing] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [busy, setBusy] = useState(false);

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setMissing(password === '');
    if (password === '' || busy) return;
    setBusy(true);
    setTrouble(null);
    try {
      const refusal = await signIn(viewer.email, password);
      if (refusal) setTrouble({ refusal });
    } catch (error) {
      setTrouble({ error });
    } finally {
      setBusy(false);
    }
  };

  return (
    <Modal
      opened
      fullScreen
      zIndex={1000}
      withCloseButton={false}
      closeOnEscape={false}
      onClose={() => undefined}
      title={t('sessionEnded.title')}
    >
      <div className={classes.form}>
        <p>{t('sessionEnded.text')}</p>
        {trouble && 'refusal' in trouble && trouble.refusal.code === 'wrong_credentials' ? null : (
          <TroubleNotice trouble={trouble} />
        )}
        <form onSubmit={(event) => void submit(event)} noValidate className={classes.fields}>
          <TextInput
            type="email"
            label={t('signIn.email')}
            autoComplete="username"
            readOnly
            value={viewer.email}
          />
          <PasswordField
            data-autofocus
            label={t('signIn.password')}
            autoComplete="current-password"
            value={password}
            error={
              missing
                ? t('signIn.passwordMissing')
                : trouble && 'refusal' in trouble && trouble.refusal.code === 'wrong_credentials'
                  ? refusalText(trouble.refusal)
                  : undefined
            }
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          <div>
            <Button type="submit" aria-disabled={busy || undefined}>
              {busy ? t('signIn.submitting') : t('sessionEnded.submit')}
            </Button>
          </div>
        </form>
        <div>
          <Button variant="subtle" onClick={() => void goElsewhere()}>
            {t('sessionEnded.other')}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
