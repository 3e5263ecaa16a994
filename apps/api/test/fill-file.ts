import { createHash } from 'node:crypto';
import type { Client } from 'pg';
import { v7 } from 'uuid';
import { defaultParameters, resultOfVotes, type Vote } from '@consilium/domain/consensus';
import { personas, type Persona, type TestEvaluation, type TestHospital } from '@consilium/testing';

/** Words that may appear where they are meant to, and nowhere else. */
export const reportWords = {
  answer: 'La relecture reste entièrement humaine',
  reserved: 'Faille non corrigée du module Zéphyr',
  reservedTitle: 'Rapport du test d’intrusion confidentiel',
  objection: 'Les patients âgés manquent dans l’étude',
  advice: 'Favorable sous réserve du cloisonnement du réseau',
  closedComment: 'Remarque du premier tour',
  openComment: 'Propos secret du tour ouvert',
  minority: 'Je maintiens mon désaccord sur les preuves',
  condition: 'Vérification locale sur deux cents tracés',
  draftReasons: 'Motifs encore en discussion',
};

export const voters = (Object.keys(personas) as Persona[]).filter((name) => personas[name].votes);

/** Writes one row of a hospital, as the owner. */
export async function insertInto(
  owner: Client,
  organisationId: string,
  table: string,
  row: Record<string, unknown>,
): Promise<void> {
  const all = { organisation_id: organisationId, ...row };
  const columns = Object.keys(all);
  await owner.query(
    `insert into "${table}" (${columns.join(', ')}) values (${columns.map((_, i) => `$${i + 1}`).join(', ')})`,
    Object.values(all),
  );
}

/**
 * Puts something in every room of a file: answers, a reserved part and document, a thread, formal
 * advice, a recusal, a closed round, an open one, a meeting, an opinion under vote. Returns the open
 * round's id.
 */
export async function fillFile(
  owner: Client,
  chu: TestHospital,
  file: TestEvaluation,
): Promise<string> {
  const words = reportWords;
  const insert = (table: string, row: Record<string, unknown>): Promise<void> =>
    insertInto(owner, chu.id, table, row);
  const answer = (key: string, value: unknown, author: Persona, comment = '') => {
    const question = chu.template.questions.find((one) => one.key === key);
    const part = file.parts[`${question?.section}/${question?.roles[0]}`];
    return insert('answer', {
      id: v7(),
      answer_set_id: file.answerSetId,
      part_id: part,
      question_key: key,
      state: value === undefined ? 'unknown' : 'value',
      value: value === undefined ? null : JSON.stringify(value),
      comment,
      version: 1,
      author_seat_id: file.seats[author],
      author_id: chu.members[author],
      updated_at: new Date(),
    });
  };

  /** A part of the security officer that has something answered. */
  const reservedPart = (): string | undefined => {
    const question = chu.template.questions.find(
      ({ type, roles }) => type.kind === 'yes_no_partial_na' && roles[0] === 'it_security',
    );
    return file.parts[`${question?.section}/it_security`];
  };

  const statements = () =>
    chu.template.statements.slice(0, 3).map(({ key, section }) => ({ key, section }));

  const rate = async (roundId: string, values: readonly number[], comment: string) => {
    for (const { key } of statements()) {
      for (const [index, name] of voters.entries()) {
        await insert('rating', {
          id: v7(),
          round_id: roundId,
          seat_id: file.seats[name],
          member_id: chu.members[name],
          profession: personas[name].profession,
          statement_key: key,
          value: values[index % values.length],
          comment: index === 0 ? comment : '',
          salt: Buffer.alloc(16),
          cast_at: new Date(),
        });
      }
    }
  };

  const addRound = (id: string, number: number, closed: boolean) =>
    insert('round', {
      id,
      evaluation_id: file.id,
      number,
      state: closed ? 'closed' : 'open',
      attribution: 'profession',
      method: 'ipras',
      parameters: JSON.stringify(defaultParameters),
      statements: JSON.stringify(statements()),
      opened_at: new Date('2026-09-01T08:00:00Z'),
      opened_by: chu.members.chair,
      closed_at: closed ? new Date('2026-09-05T16:00:00Z') : null,
      closed_by: closed ? chu.members.chair : null,
    });

  const openRoundId = v7();

  const yesNo = chu.template.questions.filter(({ type }) => type.kind === 'yes_no_partial_na');
  for (const question of yesNo) {
    const holder = (Object.keys(personas) as Persona[]).find(
      (name) =>
        (personas[name].answerRoles as readonly string[]).includes(question.roles[0] ?? '') &&
        name !== 'chair',
    );
    const isScope = [
      'S00.scope.prescribing',
      'S00.scope.telemonitoring',
      'S00.scope.national-route',
    ];
    await answer(
      question.key,
      isScope.includes(question.key) ? 'no' : 'yes',
      holder ?? 'coordinator',
      words.answer,
    );
  }
  await owner.query(
    `update part set clearance = '{"level":"roles","roles":["it_security","dpo"]}'
        where id = $1`,
    [reservedPart()],
  );
  await owner.query(`update answer set comment = $1 where part_id = $2`, [
    words.reserved,
    reservedPart(),
  ]);
  for (const [title, clearance] of [
    ['Étude clinique publiée', { level: 'panel' }],
    [words.reservedTitle, { level: 'roles', roles: ['it_security'] }],
  ] as const) {
    const [documentId, fileId, filedId] = [v7(), v7(), v7()];
    await insert('stored_file', {
      id: fileId,
      name: 'piece.pdf',
      media_type: 'application/pdf',
      size: 1234,
      sha256: createHash('sha256').update(title).digest('hex'),
      scan: 'not_scanned',
      uploaded_by: chu.members.itSecurity,
      uploaded_at: new Date(),
    });
    await insert('document', {
      practice: (await owner.query('select practice from evaluation where id = $1', [file.id]))
        .rows[0].practice,
      id: documentId,
      title,
      kind: 'other',
      clearance: JSON.stringify(clearance),
      author_id: chu.members.itSecurity,
      versions: 1,
      revision: 1,
      created_at: new Date(),
    });
    await insert('document_version', {
      id: v7(),
      document_id: documentId,
      number: 1,
      file_id: fileId,
      added_by: chu.members.itSecurity,
      added_at: new Date(),
    });
    await insert('filed_document', {
      id: filedId,
      evaluation_id: file.id,
      document_id: documentId,
      version_number: 1,
      filed_by_seat: file.seats.itSecurity,
      filed_at: new Date(),
    });
    await insert('evidence_link', {
      id: v7(),
      filed_document_id: filedId,
      evaluation_id: file.id,
      question_key: yesNo.at(-1)?.key,
      section_key: yesNo.at(-1)?.section,
      linked_by_seat: file.seats.itSecurity,
      linked_at: new Date(),
    });
  }
  const threadId = v7();
  await insert('thread', {
    id: threadId,
    evaluation_id: file.id,
    anchor_kind: 'question',
    anchor_id: yesNo.at(-1)?.key,
    section_key: yesNo.at(-1)?.section,
    kind: 'objection',
    opened_by: chu.members.patient,
    opened_by_seat: file.seats.patient,
    opened_at: new Date(),
  });
  await insert('comment', {
    id: v7(),
    thread_id: threadId,
    author_id: chu.members.patient,
    author_seat: file.seats.patient,
    body: words.objection,
    salt: Buffer.alloc(16),
    posted_at: new Date(),
  });
  await insert('formal_advice', {
    id: v7(),
    evaluation_id: file.id,
    seat_id: file.seats.itSecurity,
    role: 'it_security',
    position: 'with_reservations',
    body: words.advice,
    given_at: new Date(),
  });
  await owner.query(
    `update declaration set assessment = 'major', nothing_to_declare = false,
         statement = 'Lien familial', assessment_reason = 'Lien direct avec le fabricant'
        where evaluation_id = $1 and seat_id = $2`,
    [file.id, file.seats.buyer],
  );

  const closedId = v7();
  const values = [7, 8, 9, 7, 2, 8];
  await addRound(closedId, 1, true);
  await rate(closedId, values, words.closedComment);
  await insert('round_result', {
    id: closedId,
    computed_at: new Date(),
    results: JSON.stringify({
      schema: 1,
      method: 'ipras',
      parameters: defaultParameters,
      attribution: 'profession',
      invited: voters.length,
      participated: voters.length,
      statements: statements().map(({ key, section }) => ({
        statement: key,
        section,
        missing: 0,
        rateAgain: null,
        movement: null,
        result: resultOfVotes(
          voters.map((name, index) => ({
            profession: personas[name].profession,
            vote: { kind: 'rating', value: values[index % values.length] } as Vote,
          })),
        ),
      })),
    }),
  });
  await addRound(openRoundId, 2, false);
  await rate(openRoundId, [1, 1, 1, 1, 1, 1], words.openComment);

  const meetingId = v7();
  await insert('meeting', {
    id: meetingId,
    evaluation_id: file.id,
    number: 1,
    mode: 'in_meeting',
    called_on: '2026-09-10',
    held_on: '2026-09-20',
    minutes: 'Le président ouvre la séance.',
    created_at: new Date(),
  });
  for (const name of voters.slice(1)) {
    await insert('meeting_attendance', {
      meeting_id: meetingId,
      seat_id: file.seats[name],
      attendance: 'present',
    });
  }
  const opinionId = v7();
  await insert('opinion', {
    id: opinionId,
    evaluation_id: file.id,
    cycle: 1,
    state: 'voting',
    meeting_id: meetingId,
    outcome: 'favourable_with_conditions',
    reasons: words.draftReasons,
    reasons_by_question: '[]',
    missing_elements: '[]',
    failed_predicates: '[]',
    proposed_by: chu.members.chair,
    proposed_at: new Date(),
    voting_since: new Date(),
  });
  await insert('opinion_condition', {
    id: v7(),
    opinion_id: opinionId,
    position: 1,
    text: words.condition,
    owner_seat: file.seats.clinician,
    due_on: '2027-01-31',
    gate: JSON.stringify({ kind: 'before_go_live' }),
  });
  for (const name of voters) {
    await insert('vote', {
      id: v7(),
      opinion_id: opinionId,
      seat_id: file.seats[name],
      choice: name === 'patient' ? 'against' : 'for',
      cast_by_seat: file.seats[name],
      cast_at: new Date(),
    });
  }
  await insert('minority_opinion', {
    id: v7(),
    opinion_id: opinionId,
    seat_id: file.seats.patient,
    text: words.minority,
    written_at: new Date(),
  });
  return openRoundId;
}
