import { isRefusal } from '../kernel';
import { decodePeopleFile, parsePeopleFile, type PeopleFile } from './people-file';

const known = { Infirmière: 'nurse', Nurse: 'nurse' } as Record<string, string>;
const options = {
  locale: 'fr' as const,
  members: new Set(['chef@chu.test']),
  invited: new Set(['attend@chu.test']),
  professionCode: (name: string) => known[name] ?? name,
};
const read = (text: string): PeopleFile => {
  const file = parsePeopleFile(text, options);
  if (isRefusal(file)) throw new Error(`refused: ${file.code}`);
  return file;
};
const refusalOf = (text: string): string | null => {
  const file = parsePeopleFile(text, options);
  return isRefusal(file) ? file.code : null;
};
const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);
const ascii = (text: string): number[] => [...text].map((one) => one.charCodeAt(0));

describe('a file of people', () => {
  it('is read with French headings and semicolons', () => {
    const { people, faults } = read(
      'Nom;Adresse;Profession;Fonctions;Langue\r\n' +
        'Éva Martin;Eva.Martin@CHU.test;Infirmière;;\r\n' +
        '"Le Gall; Yann";yann@chu.test;Qualité;"coordinateur, décideur";anglais\r\n',
    );
    expect(faults).toEqual([]);
    expect(people).toEqual([
      {
        line: 2,
        displayName: 'Éva Martin',
        email: 'eva.martin@chu.test',
        profession: 'nurse',
        functions: [],
        locale: 'fr',
      },
      {
        line: 3,
        displayName: 'Le Gall; Yann',
        email: 'yann@chu.test',
        profession: 'Qualité',
        functions: ['coordinator', 'decision_maker'],
        locale: 'en',
      },
    ]);
  });

  it('is read with English headings, commas, in another order and without what is optional', () => {
    const { people } = read('profession,EMAIL,name\nNurse,a@b.test,"Ann ""Nan"" Bee"\n\n');
    expect(people).toEqual([
      {
        line: 2,
        displayName: 'Ann "Nan" Bee',
        email: 'a@b.test',
        profession: 'nurse',
        functions: [],
        locale: 'fr',
      },
    ]);
  });

  it('tells each fault by line and column, counting lines inside quotes', () => {
    const { people, faults } = read(
      [
        'nom;adresse;profession;fonctions;langue',
        '"Anne',
        'Marie";anne@chu.test;Médecin;;',
        ';pas une adresse;Médecin;roi;klingon',
        'Trop;court@chu.test',
        'Anne;ANNE@chu.test;Médecin;;',
        'Chef;chef@chu.test;Médecin;;',
        'Attend;attend@chu.test;Médecin;;',
        'Ouvert;"ouvert@chu.test;Médecin;;',
      ].join('\n'),
    );
    expect(people.map(({ line, displayName }) => [line, displayName])).toEqual([[2, 'Anne Marie']]);
    expect(faults.map(({ line, column, code }) => [line, column, code])).toEqual([
      [4, 'name', 'name_missing'],
      [4, 'email', 'email_malformed'],
      [4, 'functions', 'people_file_function'],
      [4, 'language', 'people_file_language'],
      [5, null, 'people_file_cells'],
      [6, 'email', 'people_file_twice'],
      [7, 'email', 'email_taken'],
      [8, 'email', 'invitation_waiting'],
      [9, null, 'people_file_quote'],
    ]);
    expect(faults.find(({ code }) => code === 'people_file_twice')?.details).toEqual({ first: 2 });
  });

  it('tells everything that is wrong with one line, by the cell it is wrong in', () => {
    const { people, faults } = read(
      [
        'nom;adresse;profession;fonctions;langue',
        'Anne;anne@chu.test; ;;',
        '=1;ANNE@chu.test;;roi;',
        'Zoé;chef@chu.test;;;klingon',
        'Zoé;zoe@chu.test;-1;;',
        'Zoé;zoe@chu.test;Médecin;;',
      ].join('\n'),
    );
    expect(people).toEqual([]);
    expect(faults.map(({ line, column, code }) => [line, column, code])).toEqual([
      [2, 'profession', 'profession_missing'],
      [3, 'name', 'people_file_formula'],
      [3, 'email', 'people_file_twice'],
      [3, 'profession', 'profession_missing'],
      [3, 'functions', 'people_file_function'],
      [4, 'email', 'email_taken'],
      [4, 'profession', 'profession_missing'],
      [4, 'language', 'people_file_language'],
      [5, 'profession', 'people_file_formula'],
      [6, 'email', 'people_file_twice'],
    ]);
  });

  it.each(['=HYPERLINK("x")', '+33', '-1', '@SUM', '\tx', ' =1', '"=1"'])(
    'refuses the formula %j wherever it stands',
    (cell) => {
      const quoted = cell.includes('"') ? `"${cell.replaceAll('"', '""')}"` : cell;
      const { people, faults } = read(
        `nom;adresse;profession\n${cell === '"=1"' ? cell : quoted};a@b.test;Médecin`,
      );
      expect(people).toEqual([]);
      expect(faults).toMatchObject([{ line: 2, column: 'name', code: 'people_file_formula' }]);
    },
  );

  it('refuses as a whole what is no list of people', () => {
    expect(refusalOf('')).toBe('people_file_empty');
    expect(refusalOf('nom;adresse;profession\n')).toBe('people_file_empty');
    expect(refusalOf('nom;adresse\nA;a@b.test')).toBe('people_file_column_missing');
    expect(refusalOf('nom;adresse;profession;salaire\nA;a@b.test;M;1')).toBe('people_file_heading');
    expect(refusalOf('nom;nom;adresse;profession\nA;A;a@b.test;M')).toBe('people_file_heading');
  });

  it('takes a thousand people, and refuses one more or ten thousand at once', () => {
    const lines = (n: number) =>
      `nom;adresse;profession\n${Array.from({ length: n }, (_, i) => `P;p${i}@b.test;M`).join('\n')}`;
    expect(read(lines(1000)).people).toHaveLength(1000);
    expect(refusalOf(lines(1001))).toBe('people_file_too_long');
    const began = Date.now();
    expect(refusalOf(lines(10_000))).toBe('people_file_too_long');
    expect(refusalOf('x'.repeat(400_000))).toBe('people_file_too_long');
    expect(Date.now() - began).toBeLessThan(200);
  });

  it('is decoded from UTF-8 with or without its mark and from what Windows writes', () => {
    expect(decodePeopleFile(bytes(0xc3, 0xa9))).toBe('é');
    expect(decodePeopleFile(bytes(0xe9, 0x80, 0x9c, 0x92, 0x41))).toBe('é€œ’A');
    const marked = decodePeopleFile(
      bytes(0xef, 0xbb, 0xbf, ...ascii('nom;adresse;profession\nA;a@b.test;M')),
    );
    if (isRefusal(marked)) throw new Error('refused');
    expect(read(marked).people).toHaveLength(1);
  });

  it('is refused when it is no text: UTF-16, a workbook', () => {
    const utf16 = decodePeopleFile(bytes(0xff, 0xfe, 0x6e, 0, 0x6f, 0));
    expect(isRefusal(utf16) && utf16.code).toBe('people_file_encoding');
  });
});
