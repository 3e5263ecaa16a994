import { PageTitle } from '../../platform/page-title';

export function Component() {
  return <PageTitle title="Gallery" />;
}
