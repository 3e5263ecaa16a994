import {
  ApiClient,
  operationId,
  testPassword,
  type Persona,
  type TestEvaluation,
  type TestHospital,
} from '@consilium/testing';
import type { Application } from '../src/application';

const document = `id documentId title kind clearance { level roles } author authorSeat revision
  purgedAt purgeReason boundElsewhere versionNumber newestVersion
  versions { number documentDate validUntil file { id name mediaType size sha256 scan } }
  links { id questionKey linkedBySeat }`;
const result = `__typename ... on EvidenceSaved { id document { ${document} } }
  ... on Refused { code message details }`;

interface Saved {
  __typename: string;
  code?: string;
  message?: string;
  id: string;
  document: {
    id: string;
    documentId: string;
    title: string;
    revision: number;
    versionNumber: number;
    newestVersion: number;
    versions: { number: number; file: { id: string; name: string; sha256: string } }[];
    links: { id: string; questionKey: string }[];
    [key: string]: unknown;
  };
}

export const pdf = (words = 'certificat'): Buffer => Buffer.from(`%PDF-1.7\n% ${words}\n%%EOF\n`);

/** Where the requests of a spec go: read anew by each of them. */
interface EvidenceGround {
  readonly application: Application;
  readonly chu: TestHospital;
  readonly file: TestEvaluation;
}

/** Uploads, documents and links as a client asks for them. */
export function evidenceRoom(ground: () => EvidenceGround) {
  const clients = new Map<string, ApiClient>();

  const as = async (persona: Persona, hospital = ground().chu): Promise<ApiClient> => {
    const email = hospital.emails[persona];
    const known = clients.get(email);
    if (known) return known;
    const client = new ApiClient(ground().application.url, hospital.slug);
    await client.signIn(email, testPassword);
    clients.set(email, client);
    return client;
  };

  const headers = (client: ApiClient, hospital = ground().chu): Record<string, string> => ({
    cookie: client.sessionCookie,
    'x-consilium-csrf': '1',
    'x-consilium-organisation': hospital.slug,
  });

  const upload = async (
    client: ApiClient,
    bytes: Buffer,
    name: string,
    more: Record<string, string> = {},
  ) => {
    const response = await fetch(`${ground().application.url}/api/files`, {
      method: 'POST',
      headers: {
        ...headers(client),
        'content-type': 'application/octet-stream',
        'x-file-name': encodeURIComponent(name),
        ...more,
      },
      body: new Uint8Array(bytes),
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };

  const refusedWith = async (bytes: Buffer, name: string) => {
    const { status, body } = await upload(await as('clinician'), bytes, name);
    const [error] = (body as { errors?: { message: string; extensions: { code: string } }[] })
      .errors ?? [{ message: '', extensions: { code: `none, but ${status}` } }];
    return { status, code: error?.extensions.code, message: error?.message };
  };

  const mutate = async (client: ApiClient, name: string, variables: Record<string, unknown>) => {
    const inputs: Record<string, string> = {
      addDocument: 'AddDocumentInput',
      editDocument: 'EditDocumentInput',
      addDocumentVersion: 'AddDocumentVersionInput',
      linkEvidence: 'LinkEvidenceInput',
      purgeDocument: 'PurgeDocumentInput',
    };
    const answer = await client.ask<Record<string, Saved>>(
      `mutation ($input: ${inputs[name]}!) { ${name}(input: $input) { ${result} } }`,
      { input: { operationId: operationId(), ...variables } },
    );
    return answer[name] as Saved;
  };

  const onId = async (client: ApiClient, name: string, argument: string, id: string) => {
    const answer = await client.ask<Record<string, Saved>>(
      `mutation ($id: ID!, $operationId: ID!) {
        ${name}(${argument}: $id, operationId: $operationId) { ${result} } }`,
      { id, operationId: operationId() },
    );
    return answer[name] as Saved;
  };

  const add = async (
    client: ApiClient,
    changes: Record<string, unknown> = {},
    bytes = pdf(),
  ): Promise<Saved> => {
    const { body } = await upload(client, bytes, 'certificat.pdf');
    return mutate(client, 'addDocument', {
      evaluationId: ground().file.id,
      fileId: (body as { id: string }).id,
      title: 'Certificat CE',
      kind: 'certificate',
      clearance: { level: 'panel' },
      questionKeys: ['Q02.reg.class'],
      ...changes,
    });
  };

  const seen = async (
    client: ApiClient,
    evaluationId = ground().file.id,
    questionKey: string | null = null,
  ) =>
    (
      await client.ask<{ evidence: { documents: Saved['document'][] } }>(
        `query ($id: ID!, $key: String) { evidence(evaluationId: $id, questionKey: $key) {
          documents { ${document} } } }`,
        { id: evaluationId, key: questionKey },
      )
    ).evidence;

  const download = (client: ApiClient, fileId: string, hospital = ground().chu) =>
    fetch(`${ground().application.url}/api/files/${fileId}`, {
      headers: headers(client, hospital),
    });

  return { as, headers, upload, refusedWith, mutate, onId, add, seen, download };
}
