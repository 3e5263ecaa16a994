import { accessEntities } from '../access';
import { answersEntities } from '../answers';
import { evaluationsEntities } from '../evaluations';
import { eventsEntities } from '../platform/events';
import { mailEntities } from '../platform/mail';
import { templatesEntities } from '../templates';

/** Every table of the product, in the order of the rooms. */
export const entities = [
  ...accessEntities,
  ...templatesEntities,
  ...evaluationsEntities,
  ...answersEntities,
  ...eventsEntities,
  ...mailEntities,
];
