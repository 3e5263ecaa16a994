import type { Logger } from 'pino';
import type { DataSource } from 'typeorm';
import { warningsOfPanel } from '@consilium/domain/evaluations';
import { isRefusal, RefusedError, type Id } from '@consilium/domain/kernel';
import {
  answersFacts,
  AnswersQueries,
  AnswersService,
  PartsService,
  SupplierService,
  TemplateMovesQueries,
  TemplateMovesService,
} from '../answers';
import {
  AcceptanceService,
  AttemptLimit,
  CommitteesService,
  Gate,
  InvitationLinks,
  InvitationsService,
  OrganisationService,
  PasswordCheck,
  PasswordsService,
  PeopleImportService,
  PeopleService,
  SecurityLog,
  sessionsChannel,
  SetUpService,
} from '../access';
import { consensusFacts, RoundsQueries, RoundsService, wasRated } from '../consensus';
import {
  ConditionsService,
  DecisionQueries,
  decisionsFacts,
  LeavingService,
  WithoutHolderQueries,
  DecisionsService,
  MeetingsService,
  OpinionsService,
  RecusalsService,
} from '../decisions';
import { DiscussionQueries, DiscussionService, discussionFacts } from '../discussion';
import { evaluationsFacts, evaluationsServices, type EvaluationsServices } from '../evaluations';
import { evidenceFacts, EvidenceService, FilesService } from '../evidence';
import type { Configuration } from '../platform/configuration';
import {
  kindsKnownWithFile,
  makeDataSource,
  UnitOfWork,
  type RoomFacts,
} from '../platform/database';
import { checksOf, DiskGuard, makeLogger, type Service } from '../platform/faults';
import { openStores } from '../platform/storage';
import { LiveBus, postgresWire, redisWire } from '../platform/live';
import { Queues } from '../platform/queues';
import { NewsQueries, OverviewQueries, PortfolioQueries, WorkQueries } from '../dashboards';
import { InboxService, MailboxService, RemindersService } from '../notifications';
import { fileSnapshots, reportsFacts, ReportsService, type ReportParts } from '../reports';
import { publishLibraryTemplate, TemplateLibrary, TemplateVersionsService } from '../templates';
import { demoPersonas, type DemoPersona } from '../demo';
import { demandDatabase, demandRedis } from './demand-servers';
import { entities } from './entities';
import { neighboursOf } from './neighbours';

/** What each room tells the policy table, in the order of the rooms. */
export const roomFacts: readonly RoomFacts[] = [
  evaluationsFacts,
  evidenceFacts,
  answersFacts,
  discussionFacts,
  consensusFacts,
  decisionsFacts,
  reportsFacts,
];

/** The product's services, wired once per process; API and worker hold the same ones. */
export interface Server {
  readonly configuration: Configuration;
  readonly logger: Logger;
  readonly dataSource: DataSource;
  readonly live: LiveBus;
  readonly queues: Queues;
  readonly unitOfWork: UnitOfWork;
  readonly gate: Gate;
  readonly securityLog: SecurityLog;
  readonly access: {
    readonly setUp: SetUpService;
    readonly organisation: OrganisationService;
    readonly people: PeopleService;
    readonly invitations: InvitationsService;
    readonly peopleImport: PeopleImportService;
    readonly acceptance: AcceptanceService;
    readonly passwords: PasswordsService;
    readonly committees: CommitteesService;
  };
  readonly templates: TemplateLibrary;
  readonly templateVersions: TemplateVersionsService;
  readonly evaluations: EvaluationsServices;
  readonly files: FilesService;
  readonly evidence: EvidenceService;
  readonly answers: AnswersService;
  readonly answersQueries: AnswersQueries;
  readonly parts: PartsService;
  readonly supplier: SupplierService;
  readonly templateMoves: TemplateMovesService;
  readonly templateMovesQueries: TemplateMovesQueries;
  readonly discussion: DiscussionService;
  readonly threads: DiscussionQueries;
  readonly rounds: RoundsService;
  readonly roundsQueries: RoundsQueries;
  readonly meetings: MeetingsService;
  readonly opinions: OpinionsService;
  readonly recusals: RecusalsService;
  readonly conditions: ConditionsService;
  readonly decisions: DecisionsService;
  readonly decisionQueries: DecisionQueries;
  readonly leaving: LeavingService;
  readonly withoutHolder: WithoutHolderQueries;
  readonly inbox: InboxService;
  readonly reminders: RemindersService;
  readonly mailbox: MailboxService;
  readonly work: WorkQueries;
  readonly portfolio: PortfolioQueries;
  readonly overview: OverviewQueries;
  /** What of all that is said live each reader may know of. */
  readonly news: NewsQueries;
  readonly reports: ReportsService;
  /** What the worker builds reports with. */
  readonly reportParts: ReportParts;
  /** Members of the demo committee, to be impersonated; empty without demo mode. */
  readonly demoPersonas: readonly DemoPersona[];
  /** Whether each thing this process needs can be reached. */
  checks(): Promise<Readonly<Record<Service, 'up' | 'down'>>>;
  /** Whether there is room to write. */
  readonly disk: DiskGuard;
  /** Calls back when a session was ended anywhere, so that its sockets can be closed. */
  onSessionClosed(listener: (sessionId: Id) => void): () => void;
  /** Calls back when sessions or memberships changed anywhere, or word of it may have been lost. */
  onSessionsChanged(listener: () => void): () => void;
  /** Ends connections; work under way should have ended before. */
  close(): Promise<void>;
}

/** Connects to the database and wires every service. */
export async function composeServer(
  configuration: Configuration,
  process: 'api' | 'worker',
): Promise<Server> {
  const logger = makeLogger(`consilium-${process}`, configuration.logLevel);
  const { database, redisUrl } = configuration;
  const dataSource = makeDataSource(
    {
      url: database.appUrl,
      poolSize: process === 'api' ? 20 : 8,
      applicationName: `consilium-${process}`,
      // Somebody waits for the answer.
      ...(process === 'api' ? { statementMs: 15_000 } : {}),
    },
    entities,
  );
  await demandDatabase(() => dataSource.initialize(), database, logger);
  await refuseStrongRole(dataSource);
  if (redisUrl) await demandRedis(redisUrl, logger);
  const live = new LiveBus(
    redisUrl ? redisWire(redisUrl, logger) : postgresWire(database.appUrl, logger),
    logger,
  );
  await live.start();
  const queues = new Queues({ redisUrl, ownerUrl: database.ownerUrl }, logger);
  await queues.ready();
  const disk = new DiskGuard(configuration.dataFolder);
  await disk.start();

  const securityLog = new SecurityLog(dataSource, logger, kindsKnownWithFile(roomFacts));
  const unitOfWork = new UnitOfWork(
    dataSource,
    roomFacts,
    live,
    (actor, refused) => securityLog.noteRefusal(actor, refused),
    disk,
  );
  const templates = new TemplateLibrary();
  const stores = await openStores(configuration.storage);
  const files = new FilesService(unitOfWork, stores.files, null, configuration.uploads);
  const snapshots = fileSnapshots(templates);
  const neighbours = neighboursOf(templates);
  const evaluations = evaluationsServices(unitOfWork, templates, neighbours);
  const passwords = new PasswordCheck(dataSource, securityLog);
  const gate = new Gate(dataSource, passwords, live, securityLog, configuration.sessionIdleMinutes);
  const invitations = new InvitationsService(unitOfWork, new InvitationLinks(configuration));
  const answersQueries = new AnswersQueries(unitOfWork, templates);
  const templateVersions = new TemplateVersionsService(unitOfWork, templates);
  const threads = new DiscussionQueries(unitOfWork, templates);
  return {
    configuration,
    logger,
    dataSource,
    live,
    queues,
    unitOfWork,
    gate,
    securityLog,
    access: {
      setUp: new SetUpService(
        unitOfWork,
        [
          async (tx) => {
            const published = await publishLibraryTemplate(tx);
            if (isRefusal(published)) throw new RefusedError(published);
          },
        ],
        invitations,
        new AttemptLimit(dataSource, 'set-up'),
      ),
      organisation: new OrganisationService(unitOfWork, () => gate.forgetSessions()),
      people: new PeopleService(unitOfWork, gate, (tx) => neighbours.judging(tx, null)),
      invitations,
      peopleImport: new PeopleImportService(unitOfWork, invitations),
      acceptance: new AcceptanceService(dataSource, unitOfWork, gate),
      passwords: new PasswordsService(
        dataSource,
        unitOfWork,
        configuration,
        new AttemptLimit(dataSource, 'reset'),
        (sessions) => gate.announce(sessions),
      ),
      committees: new CommitteesService(unitOfWork, (seats, coordinated) =>
        warningsOfPanel(
          seats.map((seat) => ({ ...seat, active: true, recusal: null })),
          coordinated,
        ),
      ),
    },
    templates,
    templateVersions,
    evaluations,
    files,
    evidence: new EvidenceService(unitOfWork, templates, files),
    answers: new AnswersService(unitOfWork, templates),
    answersQueries,
    parts: new PartsService(unitOfWork, templates),
    supplier: new SupplierService(unitOfWork, templates),
    templateMoves: new TemplateMovesService(unitOfWork, templates, wasRated),
    templateMovesQueries: new TemplateMovesQueries(
      unitOfWork,
      templates,
      templateVersions,
      wasRated,
    ),
    discussion: new DiscussionService(unitOfWork, templates),
    threads,
    rounds: new RoundsService(unitOfWork, templates),
    roundsQueries: new RoundsQueries(unitOfWork, templates),
    meetings: new MeetingsService(unitOfWork, templates),
    recusals: new RecusalsService(unitOfWork, templates),
    conditions: new ConditionsService(unitOfWork, templates),
    opinions: new OpinionsService(unitOfWork, templates, snapshots, evaluations.phases),
    decisions: new DecisionsService(unitOfWork, templates, snapshots, evaluations.phases),
    decisionQueries: new DecisionQueries(unitOfWork, templates),
    leaving: new LeavingService(unitOfWork, gate),
    withoutHolder: new WithoutHolderQueries(),
    inbox: new InboxService(unitOfWork, templates),
    reminders: new RemindersService(unitOfWork, templates, configuration.http.publicUrl),
    mailbox: new MailboxService(configuration),
    work: new WorkQueries(unitOfWork, templates),
    portfolio: new PortfolioQueries(templates),
    overview: new OverviewQueries(unitOfWork, templates, answersQueries),
    news: new NewsQueries(unitOfWork, threads),
    reports: new ReportsService(unitOfWork, stores.reports),
    reportParts: { unitOfWork, templates, storage: stores.reports },
    demoPersonas: configuration.demo ? demoPersonas : [],
    checks: checksOf({
      database: () => dataSource.query('select 1'),
      queues: () => queues.reach(),
      storage: () => stores.files.reach(),
    }),
    disk,
    onSessionClosed: (listener) =>
      live.subscribe(sessionsChannel, (signal) => signal.id && listener(signal.id)),
    onSessionsChanged: (listener) => {
      const stops = [
        live.subscribe(sessionsChannel, (signal) => !signal.id && listener()),
        live.onNews((news) => news === 'again' && listener()),
      ];
      return () => stops.forEach((stop) => stop());
    },
    close: async () => {
      await Promise.allSettled([gate.writeRenewals(), securityLog.flush()]);
      disk.stop();
      await Promise.allSettled([queues.close(), live.close()]);
      await dataSource.destroy();
    },
  };
}

/** The application must not be able to look past row-level security, whatever the address given. */
async function refuseStrongRole(dataSource: DataSource): Promise<void> {
  const [role] = await dataSource.query<{ strong: boolean; owns: boolean }[]>(
    `select (select rolsuper or rolbypassrls from pg_roles where rolname = current_user) as strong,
       exists (select 1 from pg_tables where schemaname = 'public' and tableowner = current_user) as owns`,
  );
  if (role?.strong || role?.owns) {
    throw new Error(
      'DATABASE_APP_URL gives a role that can look past row-level security; give it the role consilium_app',
    );
  }
}
