import type { Room } from '../app/room';
import { InboxBell } from './inbox-bell';

export const notificationsRoom: Room = {
  routes: [
    { path: 'inbox', lazy: () => import('./inbox-page') },
    { path: 'mailbox', lazy: () => import('./mailbox-page') },
  ],
  HeaderSlot: InboxBell,
};
