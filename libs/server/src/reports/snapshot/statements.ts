import { placesOfFile, purposeOf, withCommittee } from '../../evaluations';
import { sealHolds } from '../../platform/seals';
import { electorateOfEvaluation } from './electorate';

// One statement for each share of a snapshot: their number does not depend on the size of the file.

const all = (rows: string): string => `coalesce(json_agg(${rows}), '[]')`;

/** SQL: every seat that the evaluation `e` ever had, with its declaration. */
export const seatsOfEvaluation = `(select ${all(`json_build_object('id', s.id, 'memberId', s.member_id, 'name', m.display_name,
        'profession', s.profession, 'answerRoles', s.answer_roles, 'functions', s.functions,
        'votes', s.votes, 'from', s.seated_from, 'to', s.seated_to,
        'declaration', case when n.id is not null then json_build_object('at', n.declared_at,
          'nothing', n.nothing_to_declare, 'interests', coalesce(n.interests, '[]'),
          'confirmedAgainst', n.confirmed_against, 'assessment', n.assessment,
          'sections', n.recused_sections, 'reason', n.assessment_reason,
          'assessedBySeat', n.assessed_by_seat, 'assessedAt', n.assessed_at) end)
        order by m.display_name collate "fr-x-icu", s.id`)}
      from seat s
      join member m on m.organisation_id = s.organisation_id and m.id = s.member_id
      left join declaration n on n.organisation_id = s.organisation_id and n.seat_id = s.id
      where s.organisation_id = e.organisation_id and s.evaluation_id = e.id)`;

export const headStatement = {
  name: 'snapshot-head',
  text: `select now() as now,
    json_build_object('id', o.id, 'name', o.name, 'timeZone', o.time_zone, 'sites',
      (select ${all(`json_build_object('id', i.id, 'name', i.name) order by i.name collate "fr-x-icu", i.id`)}
        from site i where i.organisation_id = o.id)) as organisation,
    json_build_object('title', e.title, 'reference', e.reference, 'phase', e.phase, 'need', e.need,
      'specialties', e.specialties, 'scopeOutcome', e.scope_outcome, 'scopeReason', e.scope_reason,
      'createdAt', e.created_at, 'createdBy', e.created_by, 'predecessor', (select json_build_object('reference', b.reference,
        'title', b.title) from evaluation b
        where b.organisation_id = e.organisation_id and b.id = e.predecessor_id)) as evaluation,
    json_build_object('name', c.name, 'quorumShare', c.quorum_share,
      'requiredRoles', c.required_roles) as committee,
    json_build_object('key', t.template_key, 'version', t.version, 'contentHash', t.content_hash,
      'hashAlg', t.hash_alg) as template,
    json_build_object('name', d.name, 'manufacturer', d.manufacturer, 'version', v.version,
      'udi', v.udi, 'riskClass', v.risk_class, 'intendedPurpose', ${purposeOf},
      'certificateExpiresOn', v.certificate_expires_on, 'profile', v.profile) as device,
    (select ${all(`json_build_object('phase', f.phase, 'plannedOn', f.planned_on,
        'enteredAt', f.entered_at, 'leftAt', f.left_at)`)} from evaluation_phase f
      where f.organisation_id = e.organisation_id and f.evaluation_id = e.id) as phases,
    (select ${all(`json_build_object('move', k.move, 'reason', k.reason, 'by', k.moved_by,
        'at', k.moved_at) order by k.moved_at, k.id`)} from phase_move_made k
      where k.organisation_id = e.organisation_id and k.evaluation_id = e.id) as moves,
    ${seatsOfEvaluation} as seats,
    ${electorateOfEvaluation('e')} as electorate,
    (select ${all(`json_build_object('id', p.id, 'section', p.section_key, 'leadRole', p.lead_role,
        'state', p.state, 'dueOn', p.due_on, 'clearance', p.clearance,
        'submittedAt', p.submitted_at, 'submittedBySeat', p.submitted_by_seat,
        'returnReason', p.return_reason, 'gapsReason', p.gaps_reason, 'assignees',
        (select ${all('a.seat_id order by a.assigned_at, a.seat_id')} from part_assignee a
          where a.organisation_id = p.organisation_id and a.part_id = p.id))`)}
      from part p where p.organisation_id = e.organisation_id and p.evaluation_id = e.id) as parts,
    (select ${all(`json_build_object('role', w.role, 'seat', w.seat_id, 'position', w.position,
        'body', w.body, 'at', w.given_at) order by w.given_at, w.id`)}
      from formal_advice w where w.organisation_id = e.organisation_id and w.evaluation_id = e.id) as advice,
    (select ${all(`json_build_object('question', r.question_key, 'statement', r.statement,
        'statedOn', r.stated_on, 'recordedBySeat', r.recorded_by_seat)
        order by r.stated_on, r.recorded_at, r.id`)}
      from answer_set x
      join supplier_reply r on r.organisation_id = x.organisation_id and r.answer_set_id = x.id
      where x.organisation_id = e.organisation_id and x.evaluation_id = e.id) as replies
  from evaluation e
  join organisation o on o.id = e.organisation_id
  ${withCommittee('c')}
  join template_version t on t.organisation_id = e.organisation_id and t.id = e.template_version_id
  join device_version v on v.organisation_id = e.organisation_id and v.id = e.device_version_id
  join device d on d.organisation_id = v.organisation_id and d.id = v.device_id
  where e.id = $1`,
};

export const documentsStatement = {
  name: 'snapshot-documents',
  text: `select d.id, d.title, f.name as "fileName", f.media_type as "mediaType", f.size, f.sha256,
    v.added_at as "addedAt", d.author_id as "authorId", v.document_date::text as "documentDate",
    v.valid_until::text as "validUntil", coalesce(d.purged_at, f.purged_at) as "purgedAt", d.clearance,
    (select ${all('l.question_key order by l.question_key')} from evidence_link l
      where l.organisation_id = s.organisation_id and l.filed_document_id = s.id) as questions
  from filed_document s
  join document d on d.organisation_id = s.organisation_id and d.id = s.document_id
  join document_version v on v.organisation_id = s.organisation_id and v.document_id = s.document_id
    and v.number = s.version_number
  join stored_file f on f.organisation_id = v.organisation_id and f.id = v.file_id
  where s.evaluation_id = $1
  order by s.filed_at, s.id`,
};

/** Without what was withdrawn, and without threads on documents that are no longer filed here. */
export const threadsStatement = {
  name: 'snapshot-threads',
  text: `select t.id, t.kind, t.anchor_kind as "anchorKind", t.anchor_id as "anchorId",
    t.resolved_by as "resolvedBy", t.resolved_at as "resolvedAt", y.comments
  from thread t
  cross join lateral (select json_agg(json_build_object('author', c.author_id, 'at', c.posted_at,
      'body', c.body) order by c.posted_at, c.id) as comments
    from comment c where c.organisation_id = t.organisation_id and c.thread_id = t.id
      and c.withdrawn_at is null) y
  where t.evaluation_id = $1 and y.comments is not null
    and (t.anchor_kind <> 'document' or exists (select 1 from filed_document s
      where s.organisation_id = t.organisation_id and s.evaluation_id = t.evaluation_id
        and s.document_id::text = t.anchor_id))
  order by t.opened_at, t.id`,
};

/**
 * Of a round that is open only the number of those who took part leaves the database: no rating, no
 * abstention, no comment, no statement.
 */
export const roundsStatement = {
  name: 'snapshot-rounds',
  text: `select r.id, r.number, r.state, r.attribution, r.method, r.parameters, r.statements,
    r.withheld_statements as withheld, r.opened_at as "openedAt", r.closed_at as "closedAt", r.closed_reason as "closedReason",
    (select count(distinct g.seat_id)::int from rating g
      where g.organisation_id = r.organisation_id and g.round_id = r.id) as participated,
    case when r.state = 'closed' then x.results end as results,
    case when r.state = 'closed' then (select ${all(`json_build_object('statement', g.statement_key,
        'profession', case when r.attribution = 'anonymous' then null else g.profession end,
        'text', g.comment) order by g.statement_key,
        case when r.attribution = 'anonymous' then '' else g.profession end, g.comment`)}
      from rating g where g.organisation_id = r.organisation_id and g.round_id = r.id
        and g.comment <> '') else '[]' end as comments,
    case when r.state = 'closed' and exists (select 1 from rating l
        join declaration d on d.organisation_id = l.organisation_id and d.seat_id = l.seat_id
        where l.organisation_id = r.organisation_id and l.round_id = r.id
          and r.attribution <> 'anonymous'
          and d.assessment = 'major' and d.assessed_at > r.closed_at)
      then (select ${all(`json_build_object('seat', g.seat_id, 'profession', g.profession,
          'statement', g.statement_key, 'value', g.value, 'abstention', g.abstention)`)}
        from rating g where g.organisation_id = r.organisation_id and g.round_id = r.id)
      else '[]' end as linked
  from round r
  left join round_result x on x.organisation_id = r.organisation_id and x.id = r.id
  where r.evaluation_id = $1
  order by r.number`,
};

/** An opinion that is not adopted yet is nobody's word: neither it nor its ballots are read. */
export const judgementStatement = {
  name: 'snapshot-judgement',
  text: `select ${placesOfFile} as places,
    (select ${all(`json_build_object('id', r.id, 'seat', r.seat_id, 'found', r.found,
        'spoke', r.spoke, 'rated', r.rated, 'voted', r.voted, 'foundAt', r.found_at,
        'byChair', case when r.chair_seat is not null then json_build_object('seat', r.chair_seat,
          'reason', r.chair_reason, 'at', r.chair_at) end,
        'bySecond', case when r.second_seat is not null then json_build_object('seat', r.second_seat,
          'reason', r.second_reason, 'at', r.second_at) end) order by r.found_at`)}
      from late_recusal r where r.organisation_id = e.organisation_id
        and r.evaluation_id = e.id) as "lateRecusals",
    (select ${all(`json_build_object('mode', m.mode, 'heldOn', m.held_on, 'minutes', m.minutes,
        'validatedAt', m.validated_at, 'validatedBySeat', m.validated_by_seat, 'quorum', m.quorum, 'attendance',
        (select ${all(`json_build_object('seat', a.seat_id, 'attendance', a.attendance,
            'representedBy', a.represented_by)`)} from meeting_attendance a
          where a.organisation_id = m.organisation_id and a.meeting_id = m.id))
        order by m.number`)}
      from meeting m where m.organisation_id = e.organisation_id and m.evaluation_id = e.id) as meetings,
    (select json_build_object('id', p.id, 'outcome', p.outcome, 'reasons', p.reasons,
        'reasonsByQuestion', p.reasons_by_question, 'pilot', p.pilot,
        'missingElements', p.missing_elements, 'reevaluateOn', p.reevaluate_on,
        'adoptedAt', p.adopted_at, 'adoptedBySeat', p.adopted_by_seat, 'tally', p.tally,
        'quorum', p.quorum, 'rules', p.rules,
        'conditions', (select ${all(`json_build_object('text', n.text, 'ownerSeat', n.owner_seat,
            'ownerName', n.owner_name, 'dueOn', n.due_on, 'gate', n.gate, 'proof', n.proof,
            'state', n.state, 'blockers', n.blockers, 'steps',
            (select ${all(`json_build_object('step', k.step, 'note', k.note, 'by', km.display_name,
                'at', k.taken_at, 'documents', k.documents,
                'toSeat', k.holder_seat) order by k.taken_at, k.id`)}
              from condition_step k join member km on km.organisation_id = k.organisation_id
                and km.id = k.taken_by
              where k.organisation_id = n.organisation_id and k.condition_id = n.id)) order by n.position, n.id`)}
          from opinion_condition n
          where n.organisation_id = p.organisation_id and n.opinion_id = p.id),
        'votes', (select ${all(`json_build_object('seat', v.seat_id, 'choice', v.choice, 'as', v.cast_as,
            'by', v.cast_by_seat)`)}
          from vote v where v.organisation_id = p.organisation_id and v.opinion_id = p.id),
        'cancelledVotes', (select ${all(`json_build_object('seat', x.seat_id, 'choice', x.choice,
            'because', x.because, 'at', x.cancelled_at) order by x.cancelled_at, x.id`)}
          from cancelled_vote x
          where x.organisation_id = p.organisation_id and x.opinion_id = p.id),
        'minority', (select ${all(`json_build_object('seat', y.seat_id, 'at', y.written_at,
            'text', y.text) order by y.written_at, y.id`)}
          from minority_opinion y
          where y.organisation_id = p.organisation_id and y.opinion_id = p.id))
      from opinion p where p.organisation_id = e.organisation_id and p.evaluation_id = e.id
        and p.state = 'adopted' and p.superseded_at is null) as opinion,
    (select ${all(`json_build_object('question', b.question_key, 'effect', b.effect,
        'reason', b.reason, 'seat', b.seat_id, 'at', b.made_at)`)}
      from blocker_override b
      where b.organisation_id = e.organisation_id and b.evaluation_id = e.id) as overrides,
    (select json_build_object('opinionId', k.opinion_id, 'decision', k.decision, 'reason', k.reason,
        'differs', k.differs, 'withoutOpinion', k.without_opinion, 'decidedBy', k.decided_by,
        'decidedOn', k.decided_on, 'at', k.decided_at)
      from decision k where k.organisation_id = e.organisation_id and k.evaluation_id = e.id
      order by k.decided_at desc, k.id desc limit 1) as decision,
    (select ${all(`json_build_object('seal', z.kind, 'hash', z.hash, 'hashAlg', z.hash_alg,
        'sealedAt', z.sealed_at, 'holds', ${sealHolds('z')}) order by z.sealed_at, z.id`)}
      from snapshot z where z.organisation_id = e.organisation_id and z.evaluation_id = e.id) as seals
  from evaluation e join organisation z on z.id = e.organisation_id where e.id = $1`,
};

export const eventsStatement = {
  name: 'snapshot-events',
  text: `select x.type, x.occurred_at as at, x.subject_id as "subjectId",
    case when x.principal_kind = 'person' then x.principal_id end as "memberId"
  from event x
  where x.evaluation_id = $1 and x.type = any($2::text[])
  order by x.occurred_at, x.id`,
};

export const membersStatement = {
  name: 'snapshot-members',
  text: `select m.id, m.display_name as name, m.profession from member m where m.id = any($1::uuid[])`,
};
