import { waitsForHolder, withHolders } from '../../evaluations';

/**
 * Parts that wait for those who hold them, as `p`, `a`, `s`, and `o`, the organisation. Ends inside a
 * WHERE clause.
 */
export const openParts = `organisation o
    join evaluation e on e.organisation_id = o.id
    join part p on p.organisation_id = e.organisation_id and p.evaluation_id = e.id
    ${withHolders}
    where ${waitsForHolder}`;
