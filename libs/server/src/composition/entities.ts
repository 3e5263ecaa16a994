import { accessEntities } from '../access';
import { answersEntities } from '../answers';
import { consensusEntities } from '../consensus';
import { decisionsEntities } from '../decisions';
import { discussionEntities } from '../discussion';
import { assessmentEntities, evaluationsEntities, panelEntities } from '../evaluations';
import { evidenceEntities } from '../evidence';
import { notificationsEntities } from '../notifications';
import { eventsEntities } from '../platform/events';
import { mailEntities } from '../platform/mail';
import { reportsEntities } from '../reports';
import { templatesEntities } from '../templates';

/** Every table of the product, in the order of the rooms. */
export const entities = [
  ...accessEntities,
  ...templatesEntities,
  ...evaluationsEntities,
  ...panelEntities,
  ...assessmentEntities,
  ...evidenceEntities,
  ...answersEntities,
  ...discussionEntities,
  ...consensusEntities,
  ...decisionsEntities,
  ...notificationsEntities,
  ...reportsEntities,
  ...eventsEntities,
  ...mailEntities,
];
