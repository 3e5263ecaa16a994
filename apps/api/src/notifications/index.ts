import { NotificationsResolver } from './notifications.resolver';

export const notificationsProviders = [NotificationsResolver];
