import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  type GraphQLField,
  type GraphQLInputType,
} from 'graphql';
import { v4, v7 } from 'uuid';
import type { ApiClient } from '@consilium/testing';
import { insertInto } from './fill-file';
import { clientOf, everythingOf, readsDeclarations, type Reader, type Stage } from './existence';
import { reading, readingRefusal, rootOf, writing } from './documents';

/** Where each kind of thing is kept: its ids, each with the file that it lies in. */
const keptIn = {
  evaluation: 'select id, id as file from evaluation',
  part: 'select id, evaluation_id as file from part',
  seat: 'select id, evaluation_id as file from seat',
  round: 'select id, evaluation_id as file from round',
  thread: 'select id, evaluation_id as file from thread',
  comment: `select c.id, t.evaluation_id as file from comment c join thread t on t.id = c.thread_id`,
  answer: 'select a.id, p.evaluation_id as file from answer a join part p on p.id = a.part_id',
  revision: `select r.id, p.evaluation_id as file from answer_revision r
    join answer a on a.id = r.answer_id join part p on p.id = a.part_id`,
  meeting: 'select id, evaluation_id as file from meeting',
  opinion: 'select id, evaluation_id as file from opinion',
  condition: `select c.id, o.evaluation_id as file from opinion_condition c
    join opinion o on o.id = c.opinion_id`,
  lateRecusal: 'select id, evaluation_id as file from late_recusal',
  proposal: 'select id, evaluation_id as file from assessment_proposal',
  report: 'select id, evaluation_id as file from report',
  filed: 'select id, evaluation_id as file from filed_document',
  document: `select d.id, (select evaluation_id from filed_document f where f.document_id = d.id
    limit 1) as file from document d`,
  link: 'select id, evaluation_id as file from evidence_link',
  stored: 'select id, null as file from stored_file',
  invitation: 'select id, null as file from invitation',
  session: 'select id, null as file from session',
  inbox: 'select id, evaluation_id as file from inbox_item',
  member: 'select id, null as file from member',
  committee: 'select id, null as file from committee',
  committeeSeat: 'select id, null as file from committee_seat',
  site: 'select id, null as file from site',
  template: 'select id, null as file from template_version',
} as const;
type Thing = keyof typeof keptIn;
const things = Object.keys(keptIn) as Thing[];

/** What an argument names, by its own name. */
const named: Readonly<Record<string, Thing>> = {
  after: 'evaluation',
  answerId: 'answer',
  assignedSeat: 'seat',
  baseSeatIds: 'seat',
  commentId: 'comment',
  committeeId: 'committee',
  conditionId: 'condition',
  documentId: 'document',
  documents: 'document',
  evaluationId: 'evaluation',
  fileId: 'stored',
  fromVersionId: 'template',
  ids: 'inbox',
  invitationId: 'invitation',
  lateRecusalId: 'lateRecusal',
  linkId: 'link',
  meetingId: 'meeting',
  memberId: 'member',
  mentions: 'seat',
  onBehalfOf: 'seat',
  opinionId: 'opinion',
  ownerSeat: 'seat',
  partId: 'part',
  partIds: 'part',
  predecessorId: 'evaluation',
  presidingSeat: 'seat',
  proposalId: 'proposal',
  replacesSeatId: 'seat',
  reportId: 'report',
  representedBy: 'seat',
  revisionId: 'revision',
  roundId: 'round',
  seatId: 'seat',
  seatIds: 'seat',
  siteId: 'site',
  substituteId: 'member',
  successorId: 'member',
  targetId: 'template',
  templateVersionId: 'template',
  threadId: 'thread',
  toVersionId: 'template',
  writtenBy: 'member',
};
/** The same where the name alone does not say it, by operation. */
const namedIn: Readonly<Record<string, Thing>> = {
  'addDocumentVersion id': 'filed',
  'answer id': 'answer',
  'committee id': 'committee',
  'editDocument id': 'filed',
  'endSession id': 'session',
  'evaluation id': 'evaluation',
  'evaluationFrame id': 'evaluation',
  'evaluationOverview id': 'evaluation',
  'openThread id': 'document',
  'part id': 'part',
  'purgeDocument id': 'filed',
  'saveCommitteeSeat seatId': 'committeeSeat',
  'takeNewestVersion id': 'filed',
  'threads id': 'document',
  'unfileDocument id': 'filed',
};

/** Values without which an operation is refused for its shape, before anything is looked up. */
const shapes: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  castRating: { value: 5 },
  movePhase: { move: 'resume' },
  openThread: { kind: 'remark' },
  proposeOpinion: { outcome: 'deferred' },
};

/** One argument of one operation that names a thing. */
export interface IdPlace {
  readonly kind: 'query' | 'mutation';
  readonly operation: string;
  readonly path: string;
  readonly thing: Thing | undefined;
}

/** An anchor names a document by an identifier, and a question by its key: that is no `ID`. */
const isAnchor = (type: GraphQLInputType): boolean =>
  getNamedType(type).name === 'ThreadAnchorInput';

const pathsIn = (type: GraphQLInputType, path: string): string[] => {
  const of = getNamedType(type);
  if (isAnchor(type)) return [`${path}.id`];
  if (isInputObjectType(of)) {
    return Object.values(of.getFields()).flatMap((field) =>
      pathsIn(field.type, `${path}.${field.name}`),
    );
  }
  return of.name === 'ID' && !path.endsWith('operationId') ? [path] : [];
};

/** Every place of the schema where a thing is named by its id. */
export const idPlaces = (): IdPlace[] =>
  (['query', 'mutation'] as const).flatMap((kind) =>
    Object.values(rootOf(kind)).flatMap(({ name: operation, args }) =>
      args
        .flatMap((argument) => pathsIn(argument.type, argument.name))
        .map((path) => {
          const last = path.split('.').at(-1)!;
          return { kind, operation, path, thing: namedIn[`${operation} ${last}`] ?? named[last] };
        }),
    ),
  );

type Ids = (thing: Thing | undefined) => string;

/** A well-formed value of an argument: at the path the id tried, elsewhere ids that one may know. */
const valueOf = (
  type: GraphQLInputType,
  path: string,
  tried: { readonly place: IdPlace; readonly id: string },
  ids: Ids,
): unknown => {
  if (isNonNullType(type)) return valueOf(type.ofType, path, tried, ids);
  if (isListType(type)) return [valueOf(type.ofType, path, tried, ids)];
  const { place, id } = tried;
  const last = path.split('.').at(-1)!;
  const shape = shapes[place.operation]?.[last];
  if (shape !== undefined && !path.includes('anchor')) return shape;
  if (isEnumType(type)) return type.getValues()[0]?.name;
  if (isAnchor(type)) {
    return place.path.startsWith(path)
      ? { kind: 'document', id }
      : { kind: 'evaluation', id: ids('evaluation') };
  }
  if (isInputObjectType(type)) {
    const given = Object.values(type.getFields()).filter(
      (field) => isNonNullType(field.type) || place.path.startsWith(`${path}.${field.name}`),
    );
    return Object.fromEntries(
      given.map((field) => [field.name, valueOf(field.type, `${path}.${field.name}`, tried, ids)]),
    );
  }
  if (type.name === 'ID') {
    if (path === place.path) return id;
    return last === 'operationId'
      ? v4()
      : ids(namedIn[`${place.operation} ${last}`] ?? named[last]);
  }
  if (type.name === 'Int' || type.name === 'Float') return 1;
  if (type.name === 'Boolean') return true;
  if (type.name === 'JSON') return {};
  return /date|On$|from|until/i.test(last) ? '2026-12-01' : 'Un texte plausible';
};

const variablesFor = (
  { args }: GraphQLField<unknown, unknown>,
  place: IdPlace,
  id: string,
  ids: Ids,
): Record<string, unknown> =>
  Object.fromEntries(
    args
      .filter(({ name, type }) => isNonNullType(type) || place.path.split('.')[0] === name)
      .map(({ name, type }) => [name, valueOf(type, name, { place, id }, ids)]),
  );

/** All that comes back, the id that was tried by a name. */
const answered = async (
  client: ApiClient,
  { kind, operation }: IdPlace,
  variables: Record<string, unknown>,
  id: string,
): Promise<string> => {
  const document = kind === 'query' ? readingRefusal(operation) : writing(operation);
  const { status, data, errors } = await client.send(document, variables);
  const told = errors?.map(({ message, extensions: { correlationId, ...rest } }) => ({
    message,
    ...rest,
    traced: correlationId !== undefined,
  }));
  return JSON.stringify({ status, data, told }).replaceAll(id, '<id>');
};

interface Kept {
  readonly id: string;
  readonly file: string | null;
}

/** Puts things into the file under rating that no difference of the worlds brings about. */
export async function addRareThings({ scene, rating }: Stage): Promise<void> {
  const { chu, other, owner } = scene;
  await insertInto(owner, chu.id, 'late_recusal', {
    id: v7(),
    evaluation_id: rating.id,
    seat_id: rating.seats.biomedical,
    found: 'before_adoption',
    spoke: true,
    rated: false,
    voted: false,
    found_at: new Date(),
  });
  await insertInto(owner, chu.id, 'assessment_proposal', {
    id: v7(),
    evaluation_id: rating.id,
    seat_id: rating.seats.biomedical,
    level: 'minor',
    reason: 'Lien ancien.',
    declaration_version: 1,
    proposed_by: chu.members.chair,
    proposed_at: new Date(),
    state: 'refused',
  });
  await insertInto(owner, other.id, 'site', { id: v7(), name: 'Autre site' });
}

/** Of a file that one sees it is no secret that these are there: its template, panel and phase say so. */
const ofEveryFile: readonly Thing[] = ['part', 'seat', 'round'];

/**
 * Where a reader learns from a refusal that something closed to her is there: each operation that names
 * things is tried with one that she reads of nowhere, and with one that is not there at all. Says which
 * kinds were closed to her, so that a walk over nothing is noticed.
 */
export async function toldApart(
  stage: Stage,
  reader: Reader,
  most = 2,
): Promise<{ apart: string[]; closed: Set<Thing>; tried: Set<string> }> {
  const client = await clientOf(stage, reader);
  const read = [...(await everythingOf(stage, reader)).values()].join('\n');
  const known = new Map<Thing, Kept[]>();
  const hidden = new Map<Thing, Kept[]>();
  const walked = [stage.gathering.id, stage.rating.id];
  for (const thing of things) {
    const rows = await stage.scene.rows<Kept>(`${keptIn[thing]} order by 1`);
    known.set(
      thing,
      rows.filter(({ id }) => read.includes(id)),
    );
    const closed: Kept[] = [];
    for (const one of rows) {
      const seesFile = one.file !== null && read.includes(one.file);
      // What lies in a file that she sees and that was not walked may be known to her.
      if (read.includes(one.id) || (seesFile && !walked.includes(one.file!))) continue;
      if (seesFile && ofEveryFile.includes(thing)) continue;
      if (thing === 'answer' && (await isRead(client, one.id))) continue;
      // Settled ones stand on no page; who reads declarations or may confirm knows of them all the same.
      if (thing === 'proposal' && [...readsDeclarations, 'director'].includes(reader)) continue;
      closed.push(one);
    }
    // One of each file first, then more of them.
    const first = closed.filter(
      (one, at) => closed.findIndex(({ file }) => file === one.file) === at,
    );
    hidden.set(thing, [...first, ...closed.filter((one) => !first.includes(one))].slice(0, most));
  }
  const apart: string[] = [];
  const tried = new Set<string>();
  for (const place of idPlaces()) {
    const field = rootOf(place.kind)[place.operation]!;
    for (const { id, file } of place.thing ? hidden.get(place.thing)! : []) {
      const ids: Ids = (thing) => {
        if (thing === 'evaluation' && file && place.thing !== 'evaluation') return file;
        const open = (thing && known.get(thing)) || [];
        return (open.find((one) => one.file === file) ?? open[0])?.id ?? v7();
      };
      const nobodys = v7();
      const [there, nowhere] = [
        await answered(client, place, variablesFor(field, place, id, ids), id),
        await answered(client, place, variablesFor(field, place, nobodys, ids), nobodys),
      ];
      tried.add(place.operation);
      if (/VALIDATION|BAD_USER|INTERNAL/.test(there))
        apart.push(`malformed: ${place.operation} ${there}`);
      if (there !== nowhere) {
        apart.push(
          `${reader} ${place.operation} ${place.path} (${place.thing}): ${there} / ${nowhere}`,
        );
      }
    }
  }
  for (const [thing, route] of [
    ['stored', (id: string) => `/api/files/${id}`],
    ['report', (id: string) => `/api/reports/${id}.pdf`],
    ['report', (id: string) => `/api/reports/${id}.json`],
  ] as const) {
    for (const { id } of hidden.get(thing)!) {
      const nobodys = v7();
      const [there, nowhere] = [
        await fetched(client, stage, route(id), id),
        await fetched(client, stage, route(nobodys), nobodys),
      ];
      if (there !== nowhere) apart.push(`${reader} ${route('…')}: ${there} / ${nowhere}`);
    }
  }
  const closed = new Set(things.filter((thing) => hidden.get(thing)!.length > 0));
  return { apart, closed, tried };
}

/** The walk opens some parts alone: of the others' answers each is asked for. */
const isRead = async (client: ApiClient, id: string): Promise<boolean> =>
  (await client.ask<{ answer: unknown }>(reading('answer', '{ id }'), { id })).answer !== null;

const fetched = async (
  client: ApiClient,
  { scene }: Stage,
  path: string,
  id: string,
): Promise<string> => {
  const response = await fetch(`${client.url}${path}`, {
    headers: { cookie: client.sessionCookie, 'x-consilium-organisation': scene.chu.slug },
  });
  const text = (await response.text()).replaceAll(id, '<id>');
  return `${response.status} ${text.replace(/"correlationId":"[^"]*"/, '')}`;
};
