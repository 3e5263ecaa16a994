import { device } from '../use-keeper';

/** The device keeps nothing of the member of most specs, as before a first visit. */
export async function emptyDevice(): Promise<void> {
  for (const { id } of await device.of({ person: 'm1', organisation: 'chu' }))
    await device.drop(id);
}

/** What the device keeps of that member, by kind and thing. */
export async function keptHere(): Promise<readonly string[]> {
  const items = await device.of({ person: 'm1', organisation: 'chu' });
  return items.map(({ kind, thing }) => `${kind}/${thing}`);
}
