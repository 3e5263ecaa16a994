import { createMemoryRouter, RouterProvider } from 'react-router';
import { ApolloClient, ApolloLink, InMemoryCache, Observable } from '@apollo/client';
import { MantineProvider } from '@mantine/core';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { composeLibraryTemplate, type TemplateDocument } from '@consilium/domain/templates';
import { theme } from '@consilium/ui';
import { appRoutes } from '../app/routes';
import { possibleTypes } from '../gql/possible-types';
import { GraphqlClientsProvider } from '../platform/clients';
import { startTexts } from '../platform/i18n';
import { SessionProvider } from '../platform/session';
import { ShortcutsProvider } from '../platform/shortcuts';
import { memberSession } from '../platform/testing/member-session';
import './changes-page';
import './library-page';
import './version-page';
import '../app/testing/kept-beforehand';

const library = composeLibraryTemplate();
const [first] = library.questions;
if (!first) throw new Error('the catalogue is empty');
const published: TemplateDocument = {
  ...library,
  version: '2025.9',
  questions: [
    { ...first, text: { fr: 'Autrement dit ?', en: 'Said otherwise?' } },
    ...library.questions.slice(1, -1),
  ],
};
/** Three sections are enough to read: one with a condition, one in simple words. */
const inPlain = library.questions.find(({ plain }) => plain);
const read = ['S00', 'AI', inPlain?.section];
const small: TemplateDocument = {
  ...library,
  sections: library.sections.filter(({ key }) => read.includes(key)),
  questions: library.questions.filter(({ section }) => read.includes(section)),
  statements: [],
};
const total = small.questions.length;
const hashes = { old: 'a'.repeat(64), fresh: 'b'.repeat(64), small: 'c'.repeat(64) };
const documents: Record<string, TemplateDocument> = {
  [hashes.old]: published,
  [hashes.fresh]: library,
  [hashes.small]: small,
};

const versionOf = (contentHash: string, { title, provenance, version, key }: TemplateDocument) => ({
  __typename: 'TemplateVersion',
  id: contentHash,
  templateKey: key,
  version,
  title: { __typename: 'LocalisedText', ...title },
  provenance: { __typename: 'LocalisedText', ...provenance },
  contentHash,
  publishedAt: '2026-01-05T08:00:00Z',
  questions: 108,
  statements: 10,
  sections: [{ __typename: 'TemplateSection', key: 'AI', kind: 'module' }],
});

/** What the API says of versions; publishing adds the product's own. */
class FakeServer {
  versions = [versionOf(hashes.old, published)];
  publications = 0;

  readonly link = new ApolloLink(({ operationName }) => {
    return new Observable((observer) => {
      if (operationName === 'PublishLibraryTemplate') {
        this.publications += 1;
        this.versions = [versionOf(hashes.fresh, library), ...this.versions];
        const templateVersion = {
          __typename: 'TemplateVersion',
          id: '2',
          version: library.version,
        };
        observer.next({
          data: { publishLibraryTemplate: { __typename: 'TemplatePublished', templateVersion } },
        } as never);
        observer.complete();
      }
      if (operationName === 'TemplateLibrary') {
        const libraryTemplate = {
          __typename: 'LibraryTemplate',
          templateKey: library.key,
          version: library.version,
          contentHash: hashes.fresh,
          published: this.versions.length > 1,
        };
        observer.next({ data: { templateVersions: this.versions, libraryTemplate } } as never);
        observer.complete();
      }
    });
  });
}

function open(path: string, functions: readonly string[] = []): FakeServer {
  const server = new FakeServer();
  const source = memberSession({ displayName: 'Anne', functions });
  const client = new ApolloClient({
    link: server.link,
    cache: new InMemoryCache({ possibleTypes }),
  });
  const router = createMemoryRouter(appRoutes(), { initialEntries: [`/o/chu/${path}`] });
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

beforeAll(async () => {
  globalThis.fetch = async (address) => {
    const document = documents[String(address).split('/').at(-1) ?? ''];
    return document ? Response.json(document) : new Response(null, { status: 404 });
  };
  await startTexts('en');
});

beforeEach(() => localStorage.clear());

describe('the library of templates', () => {
  it('says whose words these are, and with which hash', async () => {
    open('templates');
    expect(await screen.findByText(/not the text of HAS/)).toBeVisible();
    expect(screen.getByText(hashes.old)).toBeVisible();
    expect(screen.getByRole('link', { name: /guide, version 2025.9/ })).toHaveAttribute(
      'href',
      `/o/chu/templates/${hashes.old}`,
    );
  });

  it('lets a coordinator read what a newer version changes, then publish it once', async () => {
    const server = open('templates', ['coordinator']);
    const changes = await screen.findByRole('link', { name: /See first what changes/ });
    expect(changes).toHaveAttribute(
      'href',
      `/o/chu/templates/${hashes.fresh}/changes?from=${hashes.old}`,
    );
    await userEvent.click(screen.getByRole('button', { name: 'Publish version 2026.1' }));
    expect(await screen.findByText(/Version 2026.1 is published/)).toBeVisible();
    expect(screen.queryByRole('button', { name: /Publish/ })).toBeNull();
    expect(server.publications).toBe(1);
  });

  it('tells everybody else why they cannot', async () => {
    const server = open('templates');
    const button = await screen.findByRole('button', { name: 'Publish version 2026.1' });
    expect(button).toHaveAccessibleDescription(/administrator or coordinator/);
    await userEvent.click(button);
    expect(server.publications).toBe(0);
  });
});

describe('a version, read', () => {
  const articles = () => screen.getAllByRole('article');

  it('is searched by word, role and weight, and says how much is found', async () => {
    open(`templates/${hashes.small}`);
    expect(await screen.findByText(`${total} questions of ${total}`)).toBeVisible();
    await userEvent.selectOptions(screen.getByLabelText('Show'), 'Blocking questions');
    const blocking = small.questions.filter(({ blockers }) => blockers.length > 0).length;
    expect(await screen.findByText(`${blocking} questions of ${total}`)).toBeVisible();
    await userEvent.selectOptions(screen.getByLabelText('Show'), 'All questions');
    await userEvent.type(screen.getByLabelText('Words to find'), 'medical-device claim');
    expect(await screen.findByText(`1 question of ${total}`)).toBeVisible();
    const [only] = articles();
    expect(only).toHaveTextContent(first.text.en);
    expect(only).toHaveTextContent('Out of scope if the answer is “No”.');
  });

  it('puts the condition of a module in words, and simple words in place of expert ones', async () => {
    open(`templates/${hashes.small}`);
    const heading = await screen.findByRole('heading', { name: /^AI – / });
    const asked = library.questions.find(({ key }) => key === 'S00.profile.ai');
    expect(heading.closest('section')).toHaveTextContent(
      `This module opens when the answer to “${asked?.text.en}” is not`,
    );
    const entry = () => within(articles().find(({ id }) => id === inPlain?.key) ?? document.body);
    expect(entry().getByRole('heading')).toHaveTextContent(inPlain?.text.en ?? '');
    await userEvent.click(screen.getByRole('switch', { name: /simple|plain/i }));
    expect(entry().getByRole('heading')).toHaveTextContent(inPlain?.plain?.en ?? '');
  });

  it('is compared with the one before: both wordings, what is new, nothing else', async () => {
    open(`templates/${hashes.fresh}/changes?from=${hashes.old}`);
    await screen.findByRole('heading', { name: 'From version 2025.9 to version 2026.1' });
    expect(screen.getByText('Said otherwise?').tagName).toBe('DEL');
    expect(screen.getByText(first.text.en).tagName).toBe('INS');
    expect(screen.getByRole('heading', { name: '1 added' })).toBeVisible();
    expect(screen.getByText(library.questions.at(-1)?.key ?? '')).toBeVisible();
    expect(
      screen.getAllByRole('listitem').filter((item) => item.querySelector('code')),
    ).toHaveLength(2);
  });

  it('that does not exist is not found', async () => {
    open('templates/nonsense');
    expect(await screen.findByRole('heading', { name: 'Page not found' })).toBeVisible();
  });
});
