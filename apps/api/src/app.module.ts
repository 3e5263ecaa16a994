import { Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD } from '@nestjs/core';
import type { Server } from '@consilium/server/composition';
import { accessProviders } from './access';
import { answersControllers, answersProviders } from './answers';
import { decisionsProviders } from './decisions';
import { discussionProviders } from './discussion';
import { evidenceProviders } from './evidence';
import { consensusProviders } from './consensus';
import { dashboardsProviders } from './dashboards';
import { templatesControllers, templatesProviders } from './templates';
import { notificationsProviders } from './notifications';
import { evaluationsProviders } from './evaluations';
import { reportsProviders } from './reports';
import { graphqlModule } from './platform/graphql.module';
import { HealthController } from './platform/health.controller';
import { HttpFaultsFilter } from './platform/http-faults.filter';
import { SignedInGuard } from './platform/signed-in.guard';
import { SERVER } from './platform/tokens';

/** Every resolver of the product, by room. */
export const resolvers = [
  ...accessProviders,
  ...templatesProviders,
  ...evaluationsProviders,
  ...evidenceProviders,
  ...answersProviders,
  ...discussionProviders,
  ...consensusProviders,
  ...decisionsProviders,
  ...notificationsProviders,
  ...reportsProviders,
  ...dashboardsProviders,
];

@Module({})
export class AppModule {
  static around(server: Server): DynamicModule {
    return {
      module: AppModule,
      imports: [graphqlModule(server)],
      controllers: [HealthController, ...templatesControllers, ...answersControllers],
      providers: [
        { provide: SERVER, useValue: server },
        { provide: APP_GUARD, useClass: SignedInGuard },
        { provide: APP_FILTER, useClass: HttpFaultsFilter },
        ...resolvers,
      ],
    };
  }
}
