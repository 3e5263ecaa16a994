import { v4 } from 'uuid';
import type { Id } from '@consilium/domain/kernel';
import { must, type Stage } from './stage';

/** Answers of the screening section that put a device in scope. */
const inScope = {
  'S00.scope.medical-device': { state: 'value', value: 'yes' },
  'S00.scope.ce-marking': { state: 'value', value: 'yes' },
  'S00.scope.professional-user': { state: 'value', value: 'yes' },
  'S00.scope.medical-act': { state: 'value', value: 'yes' },
  'S00.scope.functions': { state: 'value', value: ['diagnosis'] },
  'S00.scope.prescribing': { state: 'value', value: 'no' },
  'S00.scope.telemonitoring': { state: 'value', value: 'no' },
  'S00.scope.national-route': { state: 'value', value: 'no' },
  'S00.profile.ai': { state: 'value', value: 'locked' },
  'S00.profile.specialty': { state: 'value', value: ['radiology'] },
} as const;

const always = (): boolean => true;

/** Brings a request through screening: assigned, answered, submitted. */
async function screen(
  stage: Stage,
  evaluationId: Id,
  answers: Parameters<Stage['answer']>[2] = inScope,
): Promise<void> {
  await stage.move('coordinator', evaluationId, 'submit_request');
  await stage.assign(evaluationId, () => stage.day(7));
  await stage.answer(evaluationId, (key) => key.startsWith('S00'), answers);
  await stage.submit(evaluationId, always);
}

/** A file that has just been asked for. */
export async function requested(stage: Stage): Promise<void> {
  await stage.request({
    title: 'Aide à la lecture des électrocardiogrammes de repos',
    need: 'Les ECG faits en consultation avancée attendent l’avis d’un cardiologue plusieurs jours.',
    specialties: ['cardiologie'],
    deviceName: 'RythmoVu (dispositif fictif)',
    manufacturer: 'Cardiolumen (fabricant fictif)',
    version: '1.8',
  });
}

/** A file outside the guide: a tool for the patient herself. */
export async function outOfScope(stage: Stage): Promise<void> {
  const id = await stage.request({
    title: 'Application de suivi du sommeil',
    need: 'Aider les patients à décrire leur sommeil avant la consultation.',
    specialties: ['médecine du sommeil'],
    deviceName: 'NuitClaire (dispositif fictif)',
    manufacturer: 'Somnalis (fabricant fictif)',
    version: '4.0',
  });
  await screen(stage, id, {
    ...inScope,
    'S00.scope.professional-user': { state: 'value', value: 'no' },
    'S00.profile.specialty': { state: 'value', value: ['other'] },
    'S00.profile.ai': { state: 'value', value: 'none' },
  });
  must(
    await stage.server.evaluations.scope.settleScope(stage.as('coordinator'), {
      operationId: v4(),
      evaluationId: id,
    }),
  );
}

async function collecting(stage: Stage, ...request: Parameters<Stage['request']>): Promise<Id> {
  const id = await stage.request(...request);
  await screen(stage, id);
  must(
    await stage.server.evaluations.scope.settleScope(stage.as('coordinator'), {
      operationId: v4(),
      evaluationId: id,
    }),
  );
  return id;
}

/** A file half answered, with parts that are late, on the edition before the latest. */
export async function halfAnswered(stage: Stage): Promise<void> {
  const id = await collecting(
    stage,
    {
      title: 'Détection de fractures sur radiographies aux urgences',
      need: 'Des fractures discrètes échappent à la première lecture, la nuit et le week-end.',
      specialties: ['radiologie'],
      deviceName: 'OsteoScan (dispositif fictif)',
      manufacturer: 'Imagilis (fabricant fictif)',
      version: '3.2',
    },
    stage.earlier,
  );
  await stage.begunDaysAgo(id, 21);
  await stage.declareAll(id);
  await stage.assign(id, (section) =>
    ['Q02', 'Q05'].includes(section) ? stage.day(-4) : stage.day(9),
  );
  await stage.answer(id, (key) => /^Q0[134]\./.test(key) || key.startsWith('Q02.fit'), {
    'Q03.performance.specificity': { state: 'unknown', comment: 'Demandé au fournisseur.' },
  });
  await stage.submit(id, (section) => section === 'Q01');
  const seats = await stage.seats(id);
  must(
    await stage.server.discussion.openThread(stage.as('patient'), {
      operationId: v4(),
      evaluationId: id,
      anchor: { kind: 'question', id: 'Q01.need.patient-view' },
      kind: 'remark',
      body: 'Comment le patient saura-t-il qu’un logiciel a participé à la lecture ?',
      mentions: [seats.get('clinician')!],
      assignedSeat: null,
    }),
  );
}

async function answeredWhole(stage: Stage, request: Parameters<Stage['request']>[0]): Promise<Id> {
  const id = await collecting(stage, request);
  await stage.declareAll(id);
  await stage.assign(id, () => stage.day(3));
  await stage.deposit(id);
  await stage.answer(id, always);
  await stage.submit(id, always);
  return id;
}

const raters = [
  'chair',
  'clinician',
  'clinician2',
  'it-security',
  'biomedical',
  'patient',
] as const;

async function openRound(stage: Stage, evaluationId: Id): Promise<Id> {
  await stage.move('coordinator', evaluationId, 'open_rating');
  const { id } = must(
    await stage.server.rounds.openRound(stage.as('coordinator'), {
      operationId: v4(),
      evaluationId,
      attribution: 'profession',
      closesOn: stage.day(5),
      method: 'ipras',
      statements: null,
    }),
  );
  return id;
}

async function rate(
  stage: Stage,
  roundId: Id,
  who: (typeof raters)[number],
  value: (index: number) => number,
): Promise<void> {
  for (const [index, statement] of stage.template.statements.entries()) {
    if (!/^Q\d\d/.test(statement.section)) continue;
    must(
      await stage.server.rounds.castRating(stage.as(who), {
        operationId: v4(),
        roundId,
        statement: statement.key,
        vote: { kind: 'rating', value: value(index) as 1 },
        comment: '',
        baseVersion: 0,
      }),
    );
  }
}

/** A file whose committee is rating, two of six done. */
export async function inRound(stage: Stage): Promise<void> {
  const id = await answeredWhole(stage, {
    title: 'Tri des radiographies thoraciques de nuit',
    need: 'Prioriser la relecture des clichés réalisés aux urgences entre 20 h et 8 h.',
    specialties: ['radiologie'],
    deviceName: 'ThoraxTri (dispositif fictif)',
    manufacturer: 'Imagilis (fabricant fictif)',
    version: '2.1',
  });
  const round = await openRound(stage, id);
  await rate(stage, round, 'chair', (index) => 7 + (index % 3));
  await rate(stage, round, 'biomedical', (index) => 6 + (index % 3));
}

/** A file that went the whole way: rated, opinion with conditions, decision, report. */
export async function decided(stage: Stage): Promise<void> {
  const { server } = stage;
  const id = await answeredWhole(stage, {
    title: 'Aide à la lecture des mammographies de dépistage',
    need: 'Soutenir la seconde lecture des mammographies dans un délai de 15 jours.',
    specialties: ['radiologie'],
    deviceName: 'MammoClair (dispositif fictif)',
    manufacturer: 'Senovia (fabricant fictif)',
    version: '5.0',
  });
  for (const role of ['it-security', 'dpo'] as const) {
    must(
      await server.evaluations.advice.giveAdvice(stage.as(role), {
        operationId: v4(),
        evaluationId: id,
        role: role === 'dpo' ? 'dpo' : 'it_security',
        position: role === 'dpo' ? 'with_reservations' : 'favourable',
        body:
          role === 'dpo'
            ? 'Avis favorable sous réserve que l’analyse d’impact soit signée avant la mise en service.'
            : 'Architecture conforme à la politique de l’établissement ; journaux conservés douze mois.',
      }),
    );
  }
  const round = await openRound(stage, id);
  for (const [number, who] of raters.entries()) {
    await rate(stage, round, who, (index) =>
      who === 'patient' && index === 6 ? 3 : 7 + ((index + number) % 3),
    );
  }
  must(
    await server.rounds.closeRound(stage.as('coordinator'), {
      operationId: v4(),
      roundId: round,
      reason: null,
    }),
  );
  await stage.move('coordinator', id, 'start_deliberating');
  const seats = await stage.seats(id);
  const meeting = must(
    await server.meetings.saveMeeting(stage.as('coordinator'), {
      operationId: v4(),
      evaluationId: id,
      meetingId: null,
      baseVersion: 0,
      mode: 'in_meeting',
      calledOn: stage.today,
      heldOn: stage.today,
      urgent: true,
      call: 'first',
      presidingSeat: seats.get('chair') ?? null,
      minutes:
        'Présentation du dossier par le demandeur. La représentante des usagers souhaite une information écrite des patientes. Discussion close à 15 h 40.',
      attendance: [...seats.values()].map((seatId) => ({
        seatId,
        attendance: 'present' as const,
        representedBy: null,
        note: '',
      })),
    }),
  );
  await stage.move('coordinator', id, 'open_opinion');
  const opinion = must(
    await server.opinions.proposeOpinion(stage.as('coordinator'), {
      operationId: v4(),
      evaluationId: id,
      meetingId: meeting.id,
      baseVersion: 0,
      outcome: 'favourable_with_conditions',
      reasons:
        'Le besoin est partagé et les preuves suffisent pour la population de l’établissement. L’information des patientes et l’analyse d’impact restent à terminer.',
      reasonsByQuestion: [],
      conditions: [
        {
          text: 'Remettre à chaque patiente une information écrite sur l’usage du logiciel.',
          ownerSeat: seats.get('clinician') ?? null,
          ownerName: '',
          dueOn: stage.day(60),
          proof: 'Document validé par la commission des usagers',
          gate: { kind: 'before_go_live', months: null },
          blockers: [],
        },
      ],
      pilot: null,
      missingElements: [],
      failedPredicates: [],
      reevaluateOn: stage.day(365),
    }),
  );
  must(
    await server.opinions.openVote(stage.as('coordinator'), {
      operationId: v4(),
      evaluationId: id,
    }),
  );
  for (const who of raters) {
    must(
      await server.opinions.castVote(stage.as(who), {
        operationId: v4(),
        opinionId: opinion.id,
        seatId: seats.get(who)!,
        choice: who === 'patient' ? 'abstain' : 'for',
      }),
    );
  }
  must(
    await server.meetings.validateMinutes(stage.as('chair'), {
      operationId: v4(),
      meetingId: meeting.id,
      baseVersion: meeting.version,
      validated: true,
    }),
  );
  must(
    await server.opinions.adoptOpinion(stage.as('chair'), { operationId: v4(), evaluationId: id }),
  );
  must(
    await server.decisions.recordDecision(stage.as('director'), {
      operationId: v4(),
      evaluationId: id,
      decision: 'approved_with_conditions',
      reason: null,
      decidedOn: stage.today,
    }),
  );
  must(
    await server.reports.generateReport(stage.as('coordinator'), {
      operationId: v4(),
      evaluationId: id,
      locale: 'fr',
    }),
  );
}
