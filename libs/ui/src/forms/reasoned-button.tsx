import { useId, type ReactNode } from 'react';
import { Button, type ButtonProps } from '@mantine/core';
import classes from './reasoned-button.module.css';

interface ReasonedButtonProps extends Omit<ButtonProps, 'disabled'> {
  readonly children: ReactNode;
  readonly type?: 'button' | 'submit';
  /** Why it cannot be used now, in plain words. Nothing: it can. */
  readonly reason?: string | null;
  /** Something is under way: it cannot be pressed twice. */
  readonly busy?: boolean;
  onClick?(): void;
}

/**
 * A button that says why it cannot be used instead of vanishing. It stays reachable by the keyboard
 * so that the reason is heard.
 */
export function ReasonedButton({
  children,
  reason,
  busy = false,
  type = 'button',
  onClick,
  ...button
}: ReasonedButtonProps) {
  const id = useId();
  const barred = Boolean(reason);
  return (
    <div className={classes.box}>
      <Button
        {...button}
        type={barred ? 'button' : type}
        aria-disabled={barred || busy || undefined}
        aria-describedby={barred ? id : undefined}
        data-disabled={barred || undefined}
        onClick={() => {
          if (!barred && !busy) onClick?.();
        }}
      >
        {children}
      </Button>
      {reason ? (
        <p id={id} className={classes.reason}>
          {reason}
        </p>
      ) : null}
    </div>
  );
}
