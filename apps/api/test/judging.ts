import type { Persona, TestEvaluation } from '@consilium/testing';
import type { Answer, Scene } from './scene';

/** What the page of opinion and decision tells, as far as these stories ask. */
export interface DecisionPage {
  today: string;
  refusal: { code: string } | null;
  seats: { seat: string; recused: boolean }[];
  blockers: {
    question: string;
    effect: string | null;
    reason: string;
    override: { by: string; reason: string } | null;
  }[];
  outcomes: { key: string; allowed: boolean; barredBy: string[]; needsConditionFor: string[] }[];
  opinion: {
    id: string;
    state: string;
    version: number;
    outcome: string;
    cycle: number;
    problems: { code: string; about: string | null }[];
    conditions: {
      id: string;
      state: string;
      text: string;
      owner: string | null;
      holder: string | null;
      closedNote: string | null;
      mayDeclare: boolean;
      mayConfirm: boolean;
      mayWaive: boolean;
      steps: {
        step: string;
        byName: string;
        toName: string | null;
        note: string;
        documents: string[];
        proofs: {
          documentId: string;
          title: string | null;
          file: { id: string; name: string } | null;
        }[];
      }[];
    }[];
    votes: { seatId: string; choice: string; castBy: string | null; castAs: string | null }[];
    minority: { seatId: string; text: string }[];
    meetingId: string | null;
  } | null;
  earlier: { outcome: string; cycle: number }[];
  quorum: {
    met: boolean;
    eligible: number;
    takingPart: number;
    needed: number;
    shareMet: boolean;
    missingRoles: string[];
    rolesWithoutHolder: string[];
    missing: { seat: string; because: string }[];
    recused: string[];
  } | null;
  tally: {
    for: number;
    against: number;
    abstain: number;
    carried: boolean;
    notCounted: { seatId: string; choice: string; because: string }[];
  } | null;
  lateRecusals: {
    id: string;
    seatId: string;
    found: string;
    spoke: boolean;
    rated: boolean;
    voted: boolean;
    stopsAdoption: boolean;
    answers: { by: string; asChair: boolean; reason: string }[];
  }[];
  adoptionBars: { code: string }[];
  meetings: {
    id: string;
    version: number;
    validatedBy: string | null;
    attendance: { seatId: string; attendance: string }[];
    quorum: { takingPart: number };
    quorumFailed: boolean;
  }[];
  seals: { kind: string; hash: string; hashAlg: string }[];
  decisions: { decision: string; differs: boolean; withoutOpinion: boolean; reason: string }[];
}
const fields = `{ today refusal { code } seats { seat recused } blockers { question effect reason override { by reason } }
  outcomes { key allowed barredBy needsConditionFor }
  opinion { id state version outcome cycle meetingId problems { code about }
    conditions { id state text owner holder closedNote mayDeclare mayConfirm mayWaive
      steps { step byName toName note documents proofs { documentId title file { id name } } } } votes { seatId choice castBy castAs } minority { seatId text } }
  earlier { outcome cycle }
  quorum { met eligible takingPart needed shareMet missingRoles rolesWithoutHolder
    missing { seat because } recused }
  tally { for against abstain carried notCounted { seatId choice because } }
  lateRecusals { id seatId found spoke rated voted stopsAdoption answers { by asChair reason } } adoptionBars { code }
  meetings { id version validatedBy attendance { seatId attendance } quorum { takingPart } quorumFailed }
  seals { kind hash hashAlg holds }
  decisions { decision differs withoutOpinion reason } }`;

/** A day far enough ahead that nothing planned for it is late. */
export const later = '2049-01-31';

/** What a committee does with one file, from its blockers to the decision. */
export function judging(scene: Scene, file: TestEvaluation) {
  const evaluationId = file.id;
  const page = async (by: Persona = 'chair') =>
    (await scene.ask<DecisionPage | null>(by, 'decisionPage', { evaluationId }, fields))!;
  /** A sitting called and held today, unless other days are given. */
  const meeting = async (
    present: readonly Persona[],
    more: Record<string, unknown> = {},
    by: Persona = 'coordinator',
  ): Promise<Answer> => {
    const { today } = await page();
    return scene.change(by, 'saveMeeting', {
      evaluationId,
      mode: 'in_meeting',
      calledOn: today,
      heldOn: today,
      minutes: 'La séance est ouverte.',
      presidingSeat: file.seats.chair,
      attendance: present.map((name) => ({ seatId: file.seats[name], attendance: 'present' })),
      ...more,
    });
  };
  /** One condition for every blocker that calls for one. */
  const conditionsFor = async (outcome: string) => {
    const needed = (await page()).outcomes.find(({ key }) => key === outcome)!.needsConditionFor;
    const groups = Array.from({ length: Math.ceil(needed.length / 40) }, (_, group) =>
      needed.slice(group * 40, (group + 1) * 40),
    );
    return groups.map((blockers) => ({
      text: 'Vérification locale',
      ownerSeat: file.seats.clinician,
      dueOn: later,
      proof: 'Compte rendu',
      gate: { kind: 'before_go_live' },
      blockers,
    }));
  };
  const propose = (values: Record<string, unknown>, by: Persona = 'coordinator') =>
    scene.change(by, 'proposeOpinion', {
      evaluationId,
      reasons: 'Bénéfice établi sous conditions.',
      reevaluateOn: later,
      ...values,
    });
  const openVote = (by: Persona = 'chair') => scene.change(by, 'openVote', { evaluationId });
  const vote = (
    by: Persona,
    opinionId: string,
    choice = 'for',
    seat: Persona = by,
    hospital = scene.chu,
  ) => scene.change(by, 'castVote', { opinionId, choice, seatId: file.seats[seat] }, { hospital });
  const validate = async (by: Persona = 'chair', validated = true) => {
    const { id, version } = (await page()).meetings.at(-1)!;
    return scene.change(by, 'validateMinutes', { meetingId: id, baseVersion: version, validated });
  };
  const adopt = (by: Persona = 'chair', hospital = scene.chu) =>
    scene.change(by, 'adoptOpinion', { evaluationId }, { hospital });
  const decide = async (
    decision: string,
    more: Record<string, unknown> = {},
    by: Persona = 'director',
  ) =>
    scene.change(by, 'recordDecision', {
      evaluationId,
      decision,
      decidedOn: (await page(by)).today,
      reason: null,
      ...more,
    });
  /** A complete proposal put to the vote at a meeting; gives the opinion's id. */
  const toTheVote = async (
    present: readonly Persona[],
    outcome = 'favourable_with_conditions',
    more: Record<string, unknown> = {},
    sitting: Record<string, unknown> = {},
  ): Promise<string> => {
    const { id: meetingId } = await meeting(present, sitting);
    const proposed = await propose({
      outcome,
      meetingId,
      conditions: await conditionsFor(outcome),
      ...more,
    });
    const opened = await openVote();
    if (opened.__typename !== 'OpinionKept') {
      throw new Error(`${JSON.stringify(opened)} ${JSON.stringify((await page()).opinion)}`);
    }
    return proposed.id;
  };
  return {
    page,
    meeting,
    conditionsFor,
    propose,
    openVote,
    vote,
    validate,
    adopt,
    decide,
    toTheVote,
  };
}

export type Judging = ReturnType<typeof judging>;
