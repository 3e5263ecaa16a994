import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { Button, type ButtonProps } from '@mantine/core';

interface LinkButtonProps extends ButtonProps {
  readonly href: string;
  readonly children: ReactNode;
}

/** A link inside the application that weighs as much as a button: the one thing to do next. */
export const LinkButton = ({ href, ...props }: LinkButtonProps) => (
  <Button component={Link} to={href} {...props} />
);
