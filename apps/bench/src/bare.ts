import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { Pool, type PoolClient } from 'pg';

/**
 * The yardstick: the least that could do the same over HTTP. Its statements are written by hand, as
 * few as possible, and stay as they are: wasteful SQL in the product must not raise the ratio.
 * Each includes the session's look-up and the transaction's begin and end.
 */
const pool = new Pool({ connectionString: process.env['DATABASE_URL'], max: 20 });

const session = {
  name: 'session',
  text: `select m.organisation_id, m.id from session s
    join member m on m.account_id = s.account_id where s.token_hash = $1 and s.expires_at > now()`,
};

type Body = Record<string, unknown>;
type Work = (
  client: PoolClient,
  member: { organisation_id: string; id: string },
  body: Body,
) => Promise<unknown>;

const works: Record<string, Work> = {
  save: async (client, member, body) => {
    const { rows } = await client.query({
      name: 'save',
      text: `with saved as (
          update answer set value = $3::jsonb, version = version + 1, updated_at = now(), author_id = $5
           where organisation_id = $1 and id = $2 and version = $4 returning version)
        insert into operation (organisation_id, principal_id, operation_id, action, result, created_at)
        select $1, $5::text, $6, 'answer.save', to_jsonb(version), now() from saved returning result`,
      values: [
        member.organisation_id,
        body['answerId'],
        JSON.stringify(body['value']),
        body['baseVersion'],
        member.id,
        body['operationId'],
      ],
    });
    return rows[0];
  },
  part: async (client, member, body) => {
    const { rows } = await client.query({
      name: 'part',
      text: `select a.id, a.question_key, a.state, a.value, a.comment, a.version, a.author_seat_id,
          a.on_behalf_of, a.updated_at, p.state as part_state, p.due_on
        from part p left join answer a on a.organisation_id = p.organisation_id and a.part_id = p.id
        where p.organisation_id = $1 and p.id = $2`,
      values: [member.organisation_id, body['partId']],
    });
    return rows;
  },
  overview: async (client, member, body) => {
    const { rows } = await client.query({
      name: 'overview',
      text: `select p.id, p.section_key, p.lead_role, p.state, p.due_on, e.title, e.phase, g.answered,
          g.questions, array_agg(m.display_name) as people
        from evaluation e
        join evaluation_progress g on g.organisation_id = e.organisation_id and g.evaluation_id = e.id
        join part p on p.organisation_id = e.organisation_id and p.evaluation_id = e.id
        left join part_assignee x on x.organisation_id = p.organisation_id and x.part_id = p.id
        left join seat s on s.organisation_id = x.organisation_id and s.id = x.seat_id
        left join member m on m.organisation_id = s.organisation_id and m.id = s.member_id
        where e.organisation_id = $1 and e.id = $2
        group by p.organisation_id, p.id, e.organisation_id, e.id, g.organisation_id, g.evaluation_id`,
      values: [member.organisation_id, body['evaluationId']],
    });
    return rows;
  },
  portfolio: async (client, member) => {
    const { rows } = await client.query({
      name: 'portfolio',
      text: `select e.id, e.reference, e.title, e.phase, e.phase_since, g.answered, g.questions, g.parts,
          g.parts_submitted, g.hard_blockers
        from evaluation e
        join evaluation_progress g on g.organisation_id = e.organisation_id and g.evaluation_id = e.id
        where e.organisation_id = $1 order by e.organisation_id, e.id desc limit 30`,
      values: [member.organisation_id],
    });
    return rows;
  },
};

const read = async (request: IncomingMessage): Promise<Body> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString()) as Body;
};

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await read(request);
  const token = /consilium_session=([^;]+)/.exec(request.headers.cookie ?? '')?.[1] ?? '';
  const hash = createHash('sha256').update(token).digest();
  const client = await pool.connect();
  try {
    const { rows } = await client.query<{ organisation_id: string; id: string }>({
      ...session,
      values: [hash],
    });
    const [member] = rows;
    const work = works[request.url?.slice(1) ?? ''];
    if (!member || !work) {
      response.writeHead(404).end();
      return;
    }
    await client.query(`BEGIN; SET LOCAL consilium.organisation = '${member.organisation_id}'`);
    const result = await work(client, member, body);
    await client.query('COMMIT');
    response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(JSON.stringify(result ?? null));
  } finally {
    client.release();
  }
}

const server = createServer((request, response) => {
  answer(request, response).catch((error: unknown) => {
    response.writeHead(500).end(String(error));
  });
});
server.listen(Number(process.env['PORT'] ?? 0), '127.0.0.1', () => process.send?.({ ready: true }));
process.on('disconnect', () => process.exit(0));
