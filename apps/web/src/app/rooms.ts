import { accessRoom } from '../access';
import { answersRoom } from '../answers';
import { dashboardsRoom } from '../dashboards';
import { evaluationsRoom } from '../evaluations';
import { notificationsRoom } from '../notifications';
import type { Room } from './room';

/** Every room of the application, in the order of the main navigation. The one place to add one. */
export const rooms: readonly Room[] = [
  dashboardsRoom,
  evaluationsRoom,
  answersRoom([]),
  accessRoom,
  notificationsRoom,
];
