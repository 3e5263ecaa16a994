import { APP_ROLE } from '../configuration';
import { accountFor } from './account';
import { choosePlace, placeIn, readCredentials } from './cluster-place';
import { addressOf, OWNER_ROLE } from './provision';
import { findRunningServer } from './server-process';

/**
 * Addresses of the server that a running copy of Consilium keeps in a data folder, for commands that
 * work beside it; null when none runs there.
 */
export function findEmbeddedPostgres(
  dataFolder: string,
): { readonly ownerUrl: string; readonly appUrl: string } | null {
  const place = choosePlace(dataFolder, accountFor(placeIn(dataFolder).cluster));
  const server = findRunningServer(place);
  if (!server) return null;
  const { owner, app } = readCredentials(place);
  return {
    ownerUrl: addressOf(server, OWNER_ROLE, owner),
    appUrl: addressOf(server, APP_ROLE, app),
  };
}
