import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which documents go with a practice file that they are no longer filed in. */
const addedHere = `exists (select 1 from event v where v.organisation_id = org and v.evaluation_id = file
            and v.type = 'document.added' and v.subject_id = d.id)`;
const namedHereAlone = `exists (select 1 from event v where v.organisation_id = org and v.evaluation_id = file
            and v.subject_kind = 'document' and v.subject_id = d.id)
          and not exists (select 1 from event v where v.organisation_id = org
            and v.evaluation_id <> file and v.subject_kind = 'document' and v.subject_id = d.id)`;

/**
 * A practice document that is filed nowhere goes with the last practice file that ever named it. It went
 * with the one it was added in, and stayed for good when it was still filed in another one then.
 */
export class LastPracticeFile1795492170000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await replaceIn(runner, addedHere, namedHereAlone);
  }

  async down(runner: QueryRunner): Promise<void> {
    await replaceIn(runner, namedHereAlone, addedHere);
  }
}

/** Puts one condition of the function in the place of another, and leaves the rest of it as it is. */
async function replaceIn(runner: QueryRunner, from: string, to: string): Promise<void> {
  await runner.query(`
    do $change$ declare
      before text := pg_get_functiondef('consilium_remove_practice(uuid)'::regprocedure);
    begin
      if strpos(before, $part$${from}$part$) = 0 then
        raise exception 'consilium_remove_practice is not the one that was known';
      end if;
      execute replace(before, $part$${from}$part$, $part$${to}$part$);
    end $change$`);
}
