import { accessRoom } from '../access';
import { answersRoom } from '../answers';
import { consensusRoom } from '../consensus';
import { dashboardsRoom } from '../dashboards';
import { decisionsRoom } from '../decisions';
import { QuestionThreads } from '../discussion';
import { evaluationsRoom } from '../evaluations';
import { EvidencePanel, evidenceRoom } from '../evidence';
import { notificationsRoom } from '../notifications';
import { reportsRoom } from '../reports';
import { templatesRoom } from '../templates';
import type { Room } from './room';

/** Every room of the application, in the order of the main navigation. The one place to add one. */
export const rooms: readonly Room[] = [
  dashboardsRoom,
  evaluationsRoom,
  templatesRoom,
  evidenceRoom,
  answersRoom([
    { key: 'evidence', Panel: EvidencePanel },
    { key: 'discussion', Panel: QuestionThreads },
  ]),
  consensusRoom,
  decisionsRoom,
  accessRoom,
  notificationsRoom,
  reportsRoom,
];
