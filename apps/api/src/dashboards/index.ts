import { DashboardsResolver } from './dashboards.resolver';

export const dashboardsProviders = [DashboardsResolver];
