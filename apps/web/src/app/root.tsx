import { Suspense } from 'react';
import { Link, Outlet, ScrollRestoration } from 'react-router';
import { LinkProvider, LoadingState, type LinkProps } from '@consilium/ui';
import { KeyboardHelp } from './keyboard-help';

const stays = (href: string) => href.startsWith('/') && !href.startsWith('//');

/** Links inside the application change the page without loading it anew; others are plain. */
function AppLink({ href, ...props }: LinkProps) {
  return stays(href) && !props.download && !props.target ? (
    <Link to={href} {...props} />
  ) : (
    <a href={href} {...props} />
  );
}

/** Around every page, whoever looks at it. */
export function Root() {
  return (
    <LinkProvider value={AppLink}>
      <Suspense fallback={<LoadingState />}>
        <Outlet />
        <KeyboardHelp />
      </Suspense>
      <ScrollRestoration />
    </LinkProvider>
  );
}
