import type { Room } from '../app/room';

/** People, committees, and the first administrator. */
export const accessRoom: Room = {};
