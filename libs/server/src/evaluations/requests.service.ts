import {
  changesOf,
  checkDescription,
  parseFileDetails,
  practiceReference,
  type DeviceDescription,
  type FileDetails,
} from '@consilium/domain/evaluations';
import {
  checkOrder,
  farthestFrom,
  isId,
  isRefusal,
  refuse,
  type Id,
  type Refusal,
} from '@consilium/domain/kernel';
import {
  memberIdOf,
  visibleTo,
  type Actor,
  type Outcome,
  type UnitOfWork,
  type WriteTransaction,
  today,
} from '../platform/database';
import { describeVersion, descriptionFor, dropUnused, findOrAddDeviceVersion } from './devices';
import type { Neighbours } from './neighbours';
import { practiceEvent } from './practice.service';
import { stateSeats } from './stated-seats';

export interface RequestEvaluation {
  readonly operationId: Id;
  readonly title: string;
  readonly need: string;
  readonly specialties: readonly string[];
  readonly deviceName: string;
  readonly manufacturer: string;
  readonly version: string;
  readonly committeeId?: Id | null | undefined;
  readonly templateVersionId?: Id | null | undefined;
  readonly predecessorId?: Id | null | undefined;
  /** For trying the product: takes no number, counts nowhere, can be deleted. False unless said. */
  readonly practice?: boolean | null | undefined;
}

/** What is left out, or null, stays as it is. */
export interface EditEvaluation {
  readonly operationId: Id;
  readonly evaluationId: Id;
  /** Version of the details that the person was looking at; refused when it is no longer theirs. */
  readonly baseVersion?: number | null | undefined;
  readonly title?: string | null | undefined;
  readonly need?: string | null | undefined;
  readonly specialties?: readonly string[] | null | undefined;
  readonly committeeId?: Id | null | undefined;
  readonly templateVersionId?: Id | null | undefined;
  readonly deviceName?: string | null | undefined;
  readonly manufacturer?: string | null | undefined;
  readonly version?: string | null | undefined;
  readonly intendedPurpose?: string | null | undefined;
  readonly udi?: string | null | undefined;
  readonly riskClass?: string | null | undefined;
  /** An empty text takes the date away. */
  readonly certificateExpiresOn?: string | null | undefined;
  readonly profile?: ProfileInput | null | undefined;
}

/** All three are set; null or absent is "not known". */
export interface ProfileInput {
  readonly personalDataLeavesSite?: boolean | null | undefined;
  readonly hardwareIncluded?: boolean | null | undefined;
  readonly ionisingRadiation?: boolean | null | undefined;
}

/** What an edit says of the device version; what it leaves out is absent. */
const descriptionIn = (
  { intendedPurpose, udi, riskClass, certificateExpiresOn }: FileDetails,
  profile: ProfileInput | null | undefined,
): Partial<DeviceDescription> => ({
  ...(intendedPurpose !== undefined && { intendedPurpose }),
  ...(udi !== undefined && { udi }),
  ...(riskClass !== undefined && { riskClass }),
  ...(certificateExpiresOn !== undefined && { certificateExpiresOn }),
  ...(profile && {
    personalDataLeavesSite: profile.personalDataLeavesSite ?? null,
    hardwareIncluded: profile.hardwareIncluded ?? null,
    ionisingRadiation: profile.ionisingRadiation ?? null,
  }),
});

interface Frame {
  committee_id: Id | null;
  template_version_id: Id | null;
  predecessor: boolean;
  profession: string;
  year: number;
  readonly today: string;
}

/** What a request names; a predecessor is practice where the file itself is. */
interface Named {
  readonly committeeId: Id | null;
  readonly templateVersionId: Id | null;
  readonly predecessorId: Id | null;
  readonly practice: boolean;
}

interface Pinned {
  device_version_id: Id;
  practice: boolean;
  name: string;
  manufacturer: string;
  version: string;
}

/** How files begin: the request, and what the coordinator completes. */
export class RequestsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly neighbours: Neighbours,
  ) {}

  /**
   * Makes a draft with its number, or the mark of a practice file, and the requester's seat. Committee
   * and template are the first of the organisation unless named; refused while there is none.
   */
  async requestEvaluation(
    actor: Actor,
    input: RequestEvaluation,
  ): Promise<Outcome<{ evaluationId: Id }>> {
    const details = parseFileDetails(input);
    if (isRefusal(details)) return details;
    const names = deviceNamesOf(details);
    if (isRefusal(names)) return names;
    const { title, need = '', specialties = [] } = details;
    if (title === undefined) return refuse('name_missing');
    const { committeeId = null, templateVersionId = null, predecessorId = null } = input;
    const practice = input.practice ?? false;
    if (![committeeId, templateVersionId, predecessorId].every((id) => id === null || isId(id))) {
      return refuse('not_found');
    }
    return this.unitOfWork.actInOrganisation(
      actor,
      'evaluation.request',
      { operationId: input.operationId },
      async (tx) => {
        const named = { committeeId, templateVersionId, predecessorId, practice };
        const frame = await this.frame(tx, named);
        if (isRefusal(frame)) return frame;
        const wrongDay = checkCertificate(details, frame.today);
        if (wrongDay) return wrongDay;
        const deviceVersionId = await findOrAddDeviceVersion(tx, names, practice);
        const evaluationId = tx.newId();
        const reference = practice
          ? practiceReference(evaluationId)
          : await nextNumber(tx, frame.year);
        await tx.rows(
          `insert into evaluation (organisation_id, id, reference, practice, title, phase,
             device_version_id, template_version_id, committee_id, predecessor_id, created_by, need,
             specialties, created_at, phase_since)
           values ($1, $2, $12, $13, $3, 'draft', $4, $5, $6, $7, $8, $9, $10, $11, $11)`,
          [
            actor.organisationId,
            evaluationId,
            title,
            deviceVersionId,
            frame.template_version_id,
            frame.committee_id,
            predecessorId,
            actor.principal.id,
            need,
            specialties,
            tx.now,
            reference,
            practice,
          ],
        );
        const seatId = tx.newId();
        await tx.rows(
          `with begun as (
             insert into evaluation_phase (organisation_id, evaluation_id, phase, entered_at)
             values ($1, $2, 'draft', $3)
           ), counts as (
             insert into evaluation_progress (organisation_id, evaluation_id) values ($1, $2)
           )
           insert into seat (organisation_id, id, evaluation_id, member_id, profession, answer_roles,
             functions, votes, seated_from)
           values ($1, $4, $2, $5, $6, '{}', '{requester}', false, ${today})`,
          [actor.organisationId, evaluationId, tx.now, seatId, memberIdOf(actor), frame.profession],
        );
        await stateSeats(tx, evaluationId, [seatId]);
        await this.neighbours.openAnswers(tx, evaluationId);
        tx.record({
          type: 'evaluation.requested',
          evaluationId,
          subject: { kind: 'evaluation', id: evaluationId },
          data: { predecessorId },
        });
        // Stays in the chain of the organisation, which holds no other event of a practice file.
        if (practice) tx.record(practiceEvent('practice.begun', evaluationId));
        tx.signal({ topic: 'evaluation.requested', evaluationId });
        return { evaluationId };
      },
    );
  }

  /**
   * Changes what the request says and what is known of the device. Committee and template only while
   * the file is a draft; another device or version is looked up by its names, or made. Refused where
   * another file past its draft rests on what is known of that version.
   */
  async editEvaluation(
    actor: Actor,
    input: EditEvaluation,
  ): Promise<Outcome<{ evaluationId: Id }>> {
    const details = parseFileDetails(input);
    if (isRefusal(details)) return details;
    const { operationId, evaluationId, committeeId = null, templateVersionId = null } = input;
    return this.unitOfWork.act(
      actor,
      'evaluation.edit',
      { kind: 'evaluation', id: evaluationId },
      { operationId, lock: 'evaluation' },
      async (tx, { facts }) => {
        if ((committeeId !== null || templateVersionId !== null) && facts.phase !== 'draft') {
          return refuse('not_draft');
        }
        const named = { committeeId, templateVersionId, predecessorId: null, practice: false };
        const frame = await this.frame(tx, named);
        if (isRefusal(frame)) return frame;
        const wrongDay = checkCertificate(details, frame.today);
        if (wrongDay) return wrongDay;
        const { title, need, specialties } = details;
        const kept = await tx.rows(
          `update evaluation set details_version = details_version + 1, title = coalesce($2, title), need = coalesce($3, need),
             specialties = coalesce($4, specialties), committee_id = coalesce($5, committee_id),
             template_version_id = coalesce($6, template_version_id)
           where id = $1 and details_version = coalesce($7, details_version) returning id`,
          [
            evaluationId,
            title ?? null,
            need ?? null,
            specialties ?? null,
            committeeId,
            templateVersionId,
            input.baseVersion ?? null,
          ],
        );
        if (kept.length === 0) return refuse('stale_version');
        const given = descriptionIn(details, input.profile);
        const changed = await this.changeDevice(tx, evaluationId, details, given);
        if (isRefusal(changed)) return changed;
        // The profile opens questions and closes others.
        if (facts.phase !== 'draft' && changed) {
          await this.neighbours.progress.settle(tx, evaluationId);
        }
        tx.record({
          type: 'evaluation.edited',
          subject: { kind: 'evaluation', id: evaluationId },
          seatId: facts.seats[0]?.id ?? null,
          data: { fields: Object.keys(input).filter((key) => isChanged(input, key)) },
        });
        tx.signal({ topic: 'evaluation.edited' });
        return { evaluationId };
      },
    );
  }

  /**
   * Names the device version of a file and describes it, unless another file rests on what is known of
   * it. True when something changed.
   */
  private async changeDevice(
    tx: WriteTransaction,
    evaluationId: Id,
    details: FileDetails,
    given: Partial<DeviceDescription>,
  ): Promise<boolean | Refusal> {
    const [pinned] = await tx.rows<Pinned>(
      `select e.device_version_id, e.practice, d.name, d.manufacturer, v.version from evaluation e
         join device_version v on v.organisation_id = e.organisation_id and v.id = e.device_version_id
         join device d on d.organisation_id = v.organisation_id and d.id = v.device_id
        where e.id = $1`,
      [evaluationId],
    );
    if (!pinned) throw new Error(`the evaluation ${evaluationId} has no device`);
    const names = {
      deviceName: details.deviceName ?? pinned.name,
      manufacturer: details.manufacturer ?? pinned.manufacturer,
      version: details.version ?? pinned.version,
    };
    const deviceVersionId = await findOrAddDeviceVersion(tx, names, pinned.practice);
    const version = deviceVersionId !== pinned.device_version_id;
    if (version) {
      await tx.rows('update evaluation set device_version_id = $2 where id = $1', [
        evaluationId,
        deviceVersionId,
      ]);
      await dropUnused(tx, pinned.device_version_id);
    }
    const { known, elsewhere } = await descriptionFor(tx, deviceVersionId, evaluationId);
    const refusal = checkDescription(known, given, elsewhere);
    if (refusal) return refusal;
    const described = changesOf(known, given).length > 0;
    if (described) await describeVersion(tx, deviceVersionId, { ...known, ...given });
    return version || described;
  }

  /** Committee and template as named or, where not, the usual ones; all inside the wall and in sight. */
  private async frame(
    tx: WriteTransaction,
    { committeeId, templateVersionId, predecessorId, practice }: Named,
  ): Promise<Frame | Refusal> {
    if (![committeeId, templateVersionId].every((id) => id === null || isId(id))) {
      return refuse('not_found');
    }
    const [frame] = await tx.rows<Frame>(
      `select
         (select c.id from committee c where $2::uuid is null or c.id = $2 order by c.id limit 1)
           as committee_id,
         (select t.id from template_version t where $3::uuid is null or t.id = $3
           order by t.published_at desc, t.id desc limit 1) as template_version_id,
         $4::uuid is null or exists (select 1 from evaluation e where e.id = $4
           and e.practice = $5 and ${visibleTo('$1::uuid')}) as predecessor,
         coalesce((select m.profession from member m where m.id = $1), '') as profession,
         extract(year from ${today})::int as year, ${today}::text as today`,
      [memberIdOf(tx.actor), committeeId, templateVersionId, predecessorId, practice],
    );
    if (!frame?.predecessor) return refuse('not_found');
    if (frame.committee_id === null) return refuse(committeeId ? 'not_found' : 'no_committee');
    if (frame.template_version_id === null) {
      return refuse(templateVersionId ? 'not_found' : 'no_template');
    }
    return frame;
  }
}

/** The next number of the year; requests wait for each other here, so that no number is left out. */
async function nextNumber(tx: WriteTransaction, year: number): Promise<string> {
  const [counted] = await tx.rows<{ last: number }>(
    `insert into reference_counter as c (organisation_id, year, last) values ($1, $2, 1)
     on conflict (organisation_id, year) do update set last = c.last + 1 returning last`,
    [tx.actor.organisationId, year],
  );
  if (!counted) throw new Error('the year gave no number');
  return `${String(year)}-${String(counted.last).padStart(3, '0')}`;
}

const isChanged = (input: EditEvaluation, key: string): boolean =>
  !['operationId', 'evaluationId', 'baseVersion'].includes(key) &&
  input[key as keyof EditEvaluation] != null;

const checkCertificate = ({ certificateExpiresOn = null }: FileDetails, day: string) =>
  checkOrder(['certificate_expires_on', certificateExpiresOn], farthestFrom(day));

const deviceNamesOf = ({ deviceName, manufacturer, version }: FileDetails) =>
  deviceName === undefined || manufacturer === undefined || version === undefined
    ? refuse('name_missing')
    : { deviceName, manufacturer, version };
