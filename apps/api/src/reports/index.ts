import { ReportsResolver } from './reports.resolver';

export { registerReportRoutes } from './report-files.routes';
export const reportsProviders = [ReportsResolver];
