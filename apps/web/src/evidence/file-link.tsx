import { IconDownload, TextLink } from '@consilium/ui';
import { useMembership } from '../platform/organisation';
import { downloadPath } from './upload';

/** A link that saves a file instead of opening it. */
export function DownloadLink({
  href,
  children,
}: {
  readonly href: string;
  readonly children: string;
}) {
  return (
    <TextLink href={href} download>
      <IconDownload aria-hidden size={16} /> {children}
    </TextLink>
  );
}

/** The same, of a file of the organisation around the page. */
export function FileLink({
  fileId,
  children,
}: {
  readonly fileId: string;
  readonly children: string;
}) {
  const { slug } = useMembership();
  return <DownloadLink href={downloadPath(fileId, slug)}>{children}</DownloadLink>;
}
