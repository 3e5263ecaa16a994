import { crossed, lookAt, pagesOf } from './support/screens';
import { useStage } from './support/stage';

const stage = useStage();

// The others are walked in screens.long-spec.ts.
describe('some screens', () => {
  it('of the hospital, for the director', async () => {
    const pages = ['admin', 'admin/organisation', 'account', 'templates'];
    await lookAt(await stage().member('director', 'fr'), pages, crossed);
  });

  it('of a file that is collecting, for the coordinator', async () => {
    const visitor = await stage().member('coordinator', 'fr');
    const pages = ['details', 'dates', 'panel/new', 'evidence'];
    await lookAt(visitor, await pagesOf(visitor, 'collecting', pages), crossed);
  });
});
