import { createContext, useContext, type AnchorHTMLAttributes, type ReactNode } from 'react';
import classes from './link.module.css';

export type LinkProps = AnchorHTMLAttributes<HTMLAnchorElement> & { href: string };

/** Turns an address and its words into an element; uses no hooks. */
export type LinkRenderer = (props: LinkProps) => ReactNode;

const Links = createContext<LinkRenderer>((props) => <a {...props} />);

/** Lets the application put its router behind every link of this library. */
export const LinkProvider = Links.Provider;

/** A link in the accent colour, underlined. */
export function TextLink({ className, ...props }: LinkProps) {
  const render = useContext(Links);
  return render({ ...props, className: [classes.link, className].filter(Boolean).join(' ') });
}
