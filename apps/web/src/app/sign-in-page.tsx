import { useEffect, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Navigate, useSearchParams } from 'react-router';
import { Button, TextInput } from '@mantine/core';
import { ErrorSummary, Notice, PasswordField, TextLink, type FieldError } from '@consilium/ui';
import { FailureNotice, useRefusalText, type RefusedLike } from '../platform/failure-notice';
import { PageTitle } from '../platform/page-title';
import { useSession, type SignInPage } from '../platform/session';
import { DemoPersonas } from './demo-personas';
import classes from './sign-in-page.module.css';

const emailShape = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** Only addresses of this application are returned to, whatever the link says. */
function returnPath(value: string | null): string {
  return value && /^\/(?![/\\])/.test(value) ? value : '/';
}

type Trouble = { readonly refusal: RefusedLike } | { readonly error: unknown };

export function Component() {
  const { t } = useTranslation('shell');
  const refusalText = useRefusalText();
  const { state, source, signIn, impersonate } = useSession();
  const [query] = useSearchParams();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [busy, setBusy] = useState(false);
  const [page, setPage] = useState<SignInPage | null>(null);

  useEffect(() => {
    let left = false;
    source.signInPage().then(
      (found) => left || setPage(found),
      // Without an answer there is no demo to offer; the form below says why when it is used.
      () => undefined,
    );
    return () => {
      left = true;
    };
  }, [source]);

  const destination = returnPath(query.get('return'));
  if (state.status === 'signedIn') return <Navigate to={destination} replace />;
  // Nobody has an account yet: the first visitor makes the first one.
  if (page?.empty && !page.demo) return <Navigate to="/first-administrator" replace />;

  const attempt = async (enter: () => Promise<RefusedLike | null>) => {
    setBusy(true);
    setTrouble(null);
    try {
      const refusal = await enter();
      if (refusal) setTrouble({ refusal });
    } catch (error) {
      setTrouble({ error });
    } finally {
      setBusy(false);
    }
  };

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found: FieldError[] = [];
    if (email.trim() === '') found.push({ fieldId: 'email', message: t('signIn.emailMissing') });
    else if (!emailShape.test(email.trim()))
      found.push({ fieldId: 'email', message: t('signIn.emailWrong') });
    if (password === '') found.push({ fieldId: 'password', message: t('signIn.passwordMissing') });
    setErrors(found);
    if (found.length === 0) void attempt(() => signIn(email.trim(), password));
  };
  const errorOf = (fieldId: string) => errors.find((one) => one.fieldId === fieldId)?.message;

  return (
    <div className={classes.columns}>
      <div className={classes.form}>
        <PageTitle title={t('signIn.title')} />
        {query.get('password') === 'changed' ? (
          <Notice tone="success" role="status">
            <p>{t('signIn.passwordChanged')}</p>
          </Notice>
        ) : query.has('return') ? (
          <p>{t('signIn.returnNotice')}</p>
        ) : null}
        <ErrorSummary errors={errors} />
        {trouble === null ? null : 'refusal' in trouble ? (
          <Notice tone="danger" role="alert">
            <p>{refusalText(trouble.refusal)}</p>
          </Notice>
        ) : (
          <FailureNotice error={trouble.error} />
        )}
        <form onSubmit={submit} noValidate className={classes.fields}>
          <TextInput
            id="email"
            type="email"
            label={t('signIn.email')}
            autoComplete="username"
            value={email}
            error={errorOf('email')}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <PasswordField
            id="password"
            label={t('signIn.password')}
            autoComplete="current-password"
            value={password}
            error={errorOf('password')}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          <div>
            <Button type="submit" disabled={busy}>
              {busy ? t('signIn.submitting') : t('signIn.submit')}
            </Button>
          </div>
          <p>
            <TextLink href="/forgotten">{t('signIn.forgotten')}</TextLink>
          </p>
        </form>
      </div>
      {page?.demo ? (
        <DemoPersonas
          personas={page.personas}
          busy={busy}
          onChoose={(persona) => void attempt(() => impersonate(persona.email))}
        />
      ) : null}
    </div>
  );
}
