import { Module, type DynamicModule } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import type { Server } from '@consilium/server/composition';
import { accessProviders } from './access';
import { answersControllers, answersProviders } from './answers';
import { dashboardsProviders } from './dashboards';
import { notificationsProviders } from './notifications';
import { graphqlModule } from './platform/graphql.module';
import { HealthController } from './platform/health.controller';
import { SignedInGuard } from './platform/signed-in.guard';
import { SERVER } from './platform/tokens';
import { templatesControllers } from './templates';

/** Every resolver of the product, by room. */
export const resolvers = [
  ...accessProviders,
  ...answersProviders,
  ...notificationsProviders,
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
        ...resolvers,
      ],
    };
  }
}
