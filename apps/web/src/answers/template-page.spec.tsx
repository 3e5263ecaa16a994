import { createMemoryRouter, Outlet, RouterProvider } from 'react-router';
import { ApolloClient, ApolloLink, InMemoryCache, Observable } from '@apollo/client';
import { MantineProvider } from '@mantine/core';
import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { Facts } from '@consilium/domain/access';
import { composeLibraryTemplate, type TemplateDocument } from '@consilium/domain/templates';
import { theme } from '@consilium/ui';
import { RequireSession } from '../app/require-session';
import { Root } from '../app/root';
import type { EvaluationFile } from '../evaluations';
import { GraphqlClientsProvider, InsideOrganisation } from '../platform/clients';
import { startTexts } from '../platform/i18n';
import { SessionProvider } from '../platform/session';
import { memberSession } from '../platform/testing/member-session';
import { ShortcutsProvider } from '../platform/shortcuts';
import { LaterTemplate } from './later-template';
import { Component as TemplatePage } from './template-page';

const hashes = { old: 'a'.repeat(64), fresh: 'b'.repeat(64) };
const published = composeLibraryTemplate();
const [first, second] = published.questions as [
  TemplateDocument['questions'][number],
  TemplateDocument['questions'][number],
];
const fresh: TemplateDocument = {
  ...published,
  version: '2027.1',
  questions: [
    { ...first, text: { fr: 'Autrement ?', en: 'Asked otherwise?' } },
    ...published.questions.slice(2),
    {
      ...second,
      key: 'S00.scope.newcomer',
      text: { fr: 'Nouvelle ?', en: 'Anything new?' },
    },
  ],
};
const documents: Record<string, TemplateDocument> = {
  [hashes.old]: published,
  [hashes.fresh]: fresh,
};

const source = memberSession({ displayName: 'Claire Roux', profession: 'other' });

const factsOf = (changes: Partial<Facts> = {}): Facts => ({
  principal: { kind: 'person', id: 'm1' },
  organisationFunctions: ['coordinator'],
  phase: 'collecting',
  paused: false,
  seats: [],
  assignedParts: [],
  recused: 'no',
  declared: false,
  openRound: null,
  sealed: false,
  practice: false,
  ...changes,
});

const texts = (word: string) => ({ __typename: 'LocalisedText', fr: word, en: word });
const old = {
  __typename: 'TemplateVersion',
  id: 't1',
  version: published.version,
  contentHash: hashes.old,
  title: texts('HAS 2023'),
};
const later = { ...old, id: 't2', version: fresh.version, contentHash: hashes.fresh };
const touched = (questionKey: string, fate: string, answer: string) => ({
  __typename: 'TouchedAnswer',
  questionKey,
  siteId: null,
  fate,
  answer: texts(answer),
});

const ahead = {
  __typename: 'TemplateOfFile',
  evaluationId: 'e1',
  current: old,
  later: [later],
  refusal: null,
  preview: {
    __typename: 'TemplateMovePreview',
    target: later,
    kept: 4,
    touched: [
      touched(first.key, 'to_confirm', 'Oui, dit le dossier'),
      touched(second.key, 'retired', 'Marquage vérifié'),
    ],
    returned: [{ __typename: 'PartPlace', section: 'S00', leadRole: 'biomedical' }],
    added: [],
  },
  moves: [],
  retired: [],
};
const moved = {
  ...ahead,
  current: later,
  later: [],
  preview: null,
  moves: [
    {
      __typename: 'TemplateMove',
      id: 'x1',
      from: old.version,
      to: later.version,
      reason: 'The wording was unclear.',
      movedBy: 'Claire Roux',
      movedAt: '2026-11-27T09:00:00.000Z',
    },
  ],
  retired: [
    {
      __typename: 'RetiredAnswer',
      id: 'r1',
      questionKey: second.key,
      section: texts('Scope'),
      question: texts('Was it marked?'),
      answer: texts('Marquage vérifié'),
      comment: '',
      authorName: 'Karim Benali',
      updatedAt: '2026-11-20T09:00:00.000Z',
    },
  ],
};

/** A server as far as the page asks it: the file's template before and after the move. */
class FakeServer {
  template: object = ahead;
  refuses: string | null = null;
  readonly sent: { input: Record<string, unknown> }[] = [];
  asked = 0;

  readonly link = new ApolloLink(
    ({ operationName, operationType, variables }) =>
      new Observable((observer) => {
        if (operationType === 'subscription') return;
        if (operationName === 'MoveToTemplateVersion') {
          this.sent.push(variables as { input: Record<string, unknown> });
          if (!this.refuses) this.template = moved;
          observer.next({
            data: {
              moveToTemplateVersion: this.refuses
                ? { __typename: 'Refused', code: this.refuses, message: '', details: null }
                : { __typename: 'TemplateMoved', template: this.template },
            },
          } as never);
        } else {
          this.asked += 1;
          observer.next({ data: { templateOfFile: this.template } } as never);
        }
        observer.complete();
      }),
  );
}

const Overview = () => (
  <>
    <h1>Overview</h1>
    <LaterTemplate />
  </>
);

function open(page: 'template' | 'overview', facts = factsOf()): FakeServer {
  const server = new FakeServer();
  const client = new ApolloClient({ link: server.link, cache: new InMemoryCache() });
  const file: EvaluationFile = {
    id: 'e1',
    reference: '2026-004',
    title: 'Fictional file',
    device: 'Fictional device',
    version: '1.0',
    manufacturer: 'Fictional',
    phase: facts.phase,
    paused: false,
    facts,
  };
  const Frame = () => (
    <InsideOrganisation slug="chu">
      <Outlet context={file} />
    </InsideOrganisation>
  );
  const router = createMemoryRouter(
    [
      {
        Component: Root,
        children: [
          {
            Component: RequireSession,
            children: [
              {
                path: '/o/:organisation/evaluations/:evaluation',
                Component: Frame,
                children: [
                  { path: 'template', Component: TemplatePage },
                  { path: 'overview', Component: Overview },
                ],
              },
            ],
          },
        ],
      },
    ],
    { initialEntries: [`/o/chu/evaluations/e1/${page}`] },
  );
  render(
    <MantineProvider theme={theme} env="test">
      <GraphqlClientsProvider
        value={{ outside: client, inside: () => client, forget: async () => undefined }}
      >
        <SessionProvider source={source}>
          <ShortcutsProvider>
            <RouterProvider router={router} />
          </ShortcutsProvider>
        </SessionProvider>
      </GraphqlClientsProvider>
    </MantineProvider>,
  );
  return server;
}

const moveButton = () => screen.findByRole('button', { name: 'Move to version 2027.1' });

beforeAll(async () => {
  await startTexts('en');
  globalThis.fetch = (async (address: string) => {
    const document = documents[String(address).split('/').at(-1) ?? ''];
    return new Response(JSON.stringify(document), { status: document ? 200 : 404 });
  }) as unknown as typeof fetch;
});

describe('the version of the template of a file', () => {
  it('says what a later one would do to the answers, the questions and the parts', async () => {
    open('template');
    const confirm = await screen.findByRole('region', { name: '1 answer to confirm' });
    expect(within(confirm).getByText(first.text.en)).toBeInstanceOf(HTMLElement);
    expect(within(confirm).getByText('Asked otherwise?')).toBeInstanceOf(HTMLElement);
    expect(within(confirm).getByText('Oui, dit le dossier')).toBeInstanceOf(HTMLElement);
    const retired = screen.getByRole('region', { name: '1 answer no longer asked for' });
    expect(within(retired).getByText('Marquage vérifié')).toBeInstanceOf(HTMLElement);
    const added = screen.getByRole('region', { name: '1 new question' });
    expect(within(added).getByText('Anything new?')).toBeInstanceOf(HTMLElement);
    expect(screen.getByText('4 answers stay as they are.')).toBeInstanceOf(HTMLElement);
    expect(
      within(screen.getByRole('region', { name: 'Parts' })).getByText(/^S00 – .* \(/),
    ).toBeInstanceOf(HTMLElement);
    expect(screen.queryByText(/asked again/)).toBeNull();
  });

  it('moves with a reason, by the keyboard, and says where the file stands', async () => {
    const server = open('template');
    (await moveButton()).focus();
    await userEvent.keyboard('{Enter}');
    const dialog = await screen.findByRole('dialog', { name: 'Move to version 2027.1?' });
    const field = within(dialog).getByRole('textbox');
    await waitFor(() => expect(document.activeElement).toBe(field));
    await userEvent.keyboard('The wording was unclear.');
    await userEvent.tab();
    await userEvent.keyboard('{Enter}');
    const said = await screen.findByText('The file is now on version 2027.1.');
    await waitFor(() => expect(document.activeElement).toBe(said));
    expect(server.sent.map(({ input }) => input)).toEqual([
      {
        operationId: expect.any(String),
        evaluationId: 'e1',
        fromVersionId: 't1',
        toVersionId: 't2',
        reason: 'The wording was unclear.',
      },
    ]);
    const gone = await screen.findByRole('region', { name: 'Answers no longer asked for' });
    expect(within(gone).getByText('Marquage vérifié')).toBeInstanceOf(HTMLElement);
    const made = screen.getByRole('region', { name: 'Moves made' });
    expect(within(made).getByText('The wording was unclear.')).toBeInstanceOf(HTMLElement);
    expect(screen.queryByRole('button', { name: /Move to/ })).toBeNull();
  });

  it('sends nothing without a reason, and keeps the words when it is refused', async () => {
    const server = open('template');
    server.refuses = 'stale_version';
    await userEvent.click(await moveButton());
    const dialog = await screen.findByRole('dialog');
    const send = within(dialog).getByRole('button', { name: 'Move to version 2027.1' });
    await userEvent.click(send);
    expect(server.sent).toEqual([]);
    await userEvent.type(within(dialog).getByRole('textbox'), 'Because');
    await userEvent.click(send);
    await waitFor(() => expect(server.sent).toHaveLength(1));
    const field = within(dialog).getByRole<HTMLTextAreaElement>('textbox');
    await waitFor(() => expect(field.getAttribute('aria-invalid')).toBe('true'));
    expect(field.value).toBe('Because');
    await userEvent.click(send);
    await waitFor(() => expect(server.sent).toHaveLength(2));
    // The same wish, so that it is done once whatever became of the first try.
    expect(server.sent[1]?.input['operationId']).toBe(server.sent[0]?.input['operationId']);
  });

  it('says why a file cannot move, and still lets the versions be compared', async () => {
    const server = open('template', factsOf({ phase: 'rating' }));
    server.template = {
      ...ahead,
      preview: null,
      refusal: { __typename: 'Refused', code: 'template_rated', message: '', details: null },
    };
    expect(await screen.findByText(/what was rated was rated on its words/)).toBeInstanceOf(
      HTMLElement,
    );
    expect(screen.queryByRole('button', { name: /Move to/ })).toBeNull();
    expect(screen.getByRole('link', { name: /Compare the two/ }).getAttribute('href')).toBe(
      `/o/chu/templates/${hashes.fresh}/changes?from=${hashes.old}`,
    );
  });
});

describe('the overview of a file', () => {
  it('tells who may move it that there is a later version', async () => {
    open('overview');
    const link = await screen.findByRole('link', { name: 'See what it would change' });
    expect(link.getAttribute('href')).toBe('/o/chu/evaluations/e1/template');
  });

  it('asks nothing for the others', async () => {
    const server = open('overview', factsOf({ organisationFunctions: [] }));
    await screen.findByRole('heading', { name: 'Overview' });
    expect(server.asked).toBe(0);
  });
});
