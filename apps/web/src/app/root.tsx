import { Suspense } from 'react';
import { Link, Outlet, ScrollRestoration } from 'react-router';
import { LinkProvider, LoadingState, type LinkRenderer } from '@consilium/ui';
import { KeyboardHelp } from './keyboard-help';

const stays = (href: string) => href.startsWith('/') && !href.startsWith('//');

/** Links inside the application change the page without loading it anew; others are plain. */
const appLink: LinkRenderer = ({ href, ...props }) =>
  stays(href) && !props.download && !props.target ? (
    <Link to={href} {...props} />
  ) : (
    <a href={href} {...props} />
  );

/** Around every page, whoever looks at it. */
export function Root() {
  return (
    <LinkProvider value={appLink}>
      <Suspense fallback={<LoadingState />}>
        <Outlet />
        <KeyboardHelp />
      </Suspense>
      <ScrollRestoration />
    </LinkProvider>
  );
}
