import { useTranslation } from 'react-i18next';
import { Button, TextInput } from '@mantine/core';
import { minimumPasswordLength } from '@consilium/domain/access';
import { proposePassword } from './propose-password';
import classes from './access.module.css';

interface PasswordToTellProps {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly error?: string;
  onChange(event: { readonly currentTarget: { readonly value: string } }): void;
}

/** A password chosen for somebody else: in clear, since it will be told. */
export function PasswordToTell({ onChange, ...props }: PasswordToTellProps) {
  const { t } = useTranslation('access');
  return (
    <div className={classes.beside}>
      <TextInput
        description={t('person.passwordHint', { min: minimumPasswordLength })}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        onChange={onChange}
        {...props}
      />
      <Button
        variant="default"
        onClick={() => onChange({ currentTarget: { value: proposePassword() } })}
      >
        {t('person.propose')}
      </Button>
    </div>
  );
}
