import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PasswordInput, type PasswordInputProps } from '@mantine/core';

/** A password that its writer can look at; the button says so in the reader's language. */
export function PasswordField(props: PasswordInputProps) {
  const { t } = useTranslation('ui');
  const [visible, setVisible] = useState(false);
  return (
    <PasswordInput
      {...props}
      visible={visible}
      onVisibilityChange={setVisible}
      visibilityToggleButtonProps={{
        'aria-label': t(visible ? 'password.hide' : 'password.show'),
        // The name says what pressing does; a state beside it would contradict it.
        'aria-pressed': undefined,
        tabIndex: 0,
      }}
    />
  );
}
