import { MantineProvider } from '@mantine/core';
import { render, screen, within } from '@testing-library/react';
import { DataTable, theme } from '@consilium/ui';
import type { SecurityLogQuery } from '../gql/graphql';
import { startTexts } from '../platform/i18n';
import { useSecurityColumns } from './use-security-columns';

type Line = SecurityLogQuery['securityLog']['lines'][number];

const line = (id: string, kind: Line['kind'], changes: Partial<Line> = {}): Line => ({
  id,
  at: '2026-11-30T08:00:00Z',
  kind,
  member: 'Zoé',
  people: [],
  file: null,
  committee: null,
  subjectKind: null,
  source: null,
  detail: null,
  ...changes,
});

const lines = [
  line('l1', 'refused', {
    detail: 'part.assign',
    subjectKind: 'evaluation',
    file: 'EXERCICE-0123456789',
  }),
  line('l2', 'exported', { detail: 'security_log' }),
  line('l3', 'function_granted', {
    detail: 'panel.seated',
    subjectKind: 'evaluation',
    people: ['Élodie', 'Marc'],
    file: '2026-031',
  }),
  line('l4', 'refused', { detail: 'part.given', member: null }),
  line('l5', 'function_granted', {
    detail: 'committee.seat_saved',
    subjectKind: 'committee',
    people: ['Marc'],
    committee: 'DMN',
  }),
];

function Lines() {
  const columns = useSecurityColumns();
  return (
    <DataTable
      caption="log"
      columns={columns}
      rows={lines}
      rowKey={({ id }) => id}
      emptyText="none"
    />
  );
}

describe('a line of the security log', () => {
  it.each([
    [
      'en',
      ['What', 'Detail', 'Who', 'About'],
      [
        ['Action refused', 'assign parts', 'Zoé', 'file · EXERCISE-0123456789'],
        ['Export', 'security log', 'Zoé', ''],
        ['Function or seat', 'seat in a file', 'Zoé', 'file · Élodie and Marc · 2026-031'],
        ['Action refused', 'recorded by an earlier version', '—', ''],
        ['Function or seat', 'seat on a committee', 'Zoé', 'committee · DMN · Marc'],
      ],
    ],
    [
      'fr',
      ['Quoi', 'Précision', 'Qui', 'À propos de'],
      [
        ['Action refusée', 'attribuer des parties', 'Zoé', 'dossier · EXERCICE-0123456789'],
        ['Export', 'journal de sécurité', 'Zoé', ''],
        [
          'Fonction ou siège',
          'siège dans un dossier',
          'Zoé',
          'dossier · Élodie et Marc · 2026-031',
        ],
        ['Action refusée', 'consigné par une version antérieure', '—', ''],
        ['Fonction ou siège', 'siège de commission', 'Zoé', 'commission · DMN · Marc'],
      ],
    ],
  ] as const)(
    'says in words (%s) what it was, whose and in which file',
    async (locale, heads, said) => {
      const texts = await startTexts(locale);
      await texts.changeLanguage(locale);
      await texts.loadNamespaces(['access', 'common', 'ui']);
      render(
        <MantineProvider theme={theme}>
          <Lines />
        </MantineProvider>,
      );
      const rows = within(await screen.findByRole('table'))
        .getAllByRole('row')
        .slice(1);
      // On a narrow page each cell carries the head of its column.
      expect(
        rows.map((row) =>
          [...row.querySelectorAll('th, td')]
            .slice(1, 5)
            .map(({ textContent }, at) => textContent?.slice(heads[at]!.length)),
        ),
      ).toEqual(said);
    },
  );
});
