import { visibleTo } from '../platform/database';

/**
 * Items of one member, aliased `i`, whose file she can still see: FROM and WHERE, with the
 * organisation as `$1` and the member as `$2`. Lists, counts and marks all start from here.
 */
export const visibleItems = `inbox_item i
join evaluation e on e.organisation_id = i.organisation_id and e.id = i.evaluation_id
where i.organisation_id = $1 and i.member_id = $2 and ${visibleTo('$2::uuid')}`;
