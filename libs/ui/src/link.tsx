import { createContext, useContext, type AnchorHTMLAttributes, type ComponentType } from 'react';
import classes from './link.module.css';

export type LinkProps = AnchorHTMLAttributes<HTMLAnchorElement> & { href: string };

const PlainLink = (props: LinkProps) => <a {...props} />;
const LinkComponent = createContext<ComponentType<LinkProps>>(PlainLink);

/** Lets the application put its router behind every link of this library. */
export const LinkProvider = LinkComponent.Provider;

/** A link in the accent colour, underlined. */
export function TextLink({ className, ...props }: LinkProps) {
  const Link = useContext(LinkComponent);
  return <Link {...props} className={[classes.link, className].filter(Boolean).join(' ')} />;
}
