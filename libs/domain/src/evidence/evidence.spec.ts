import fc from 'fast-check';
import { parseClearance } from '../access';
import { isRefusal } from '../kernel';
import {
  acceptedExtensions,
  checkDates,
  expiryOf,
  fileTypes,
  judgeFile,
  maxFileMegabytes,
  parseDates,
  parseDetails,
  parseFileName,
  warnUntil,
  type FileType,
} from './index';

const kinds = Object.entries(fileTypes) as [FileType, (typeof fileTypes)[FileType]][];
const textual = ['text', 'csv', 'markdown'];

describe('files', () => {
  it.each(kinds)(
    'takes %s under each of its extensions and no other',
    (type, { extensions, mediaType }) => {
      const content = textual.includes(type)
        ? { mediaType: null, text: true }
        : { mediaType, text: false };
      for (const [other, definition] of kinds) {
        for (const extension of definition.extensions) {
          const verdict = judgeFile(`Fichier.${extension.toUpperCase()}`, content);
          const same = other === type || (textual.includes(type) && textual.includes(other));
          expect(isRefusal(verdict) ? verdict.code : verdict).toBe(same ? other : 'file_disguised');
        }
      }
      expect(extensions.length).toBeGreaterThan(0);
    },
  );

  it.each([
    ['an archive', 'a.zip', { mediaType: 'application/zip', text: false }, 'file_type_refused'],
    [
      'an archive called a document',
      'a.docx',
      { mediaType: 'application/zip', text: false },
      'file_disguised',
    ],
    [
      'a document with macros',
      'a.docm',
      { mediaType: 'application/vnd.ms-word.document.macroenabled.12', text: false },
      'file_type_refused',
    ],
    [
      'a program called a text',
      'a.txt',
      { mediaType: 'application/x-msdownload', text: false },
      'file_disguised',
    ],
    ['a page', 'a.html', { mediaType: null, text: true }, 'file_type_refused'],
    ['nothing known', 'a', { mediaType: null, text: false }, 'file_type_refused'],
    ['no extension', 'pdf', { mediaType: 'application/pdf', text: false }, 'file_disguised'],
    ['a point at the end', 'a.', { mediaType: null, text: true }, 'file_type_refused'],
    ['another extension behind', 'a.pdf.exe', { mediaType: null, text: true }, 'file_type_refused'],
  ])('refuses %s', (_what, name, content, code) => {
    expect(judgeFile(name, content)).toMatchObject({ code });
  });

  it('takes a table whose first letters are a signature of something else', () => {
    expect(judgeFile('a.csv', { mediaType: 'image/bmp', text: true })).toBe('csv');
  });

  it('offers every extension to a file chooser, and says the largest size in megabytes', () => {
    expect(acceptedExtensions).toBe('.pdf,.png,.jpg,.jpeg,.webp,.docx,.xlsx,.pptx,.txt,.csv,.md');
    expect(maxFileMegabytes).toBe(25);
  });

  it('takes a name of 200 characters', () => {
    expect(parseFileName('a'.repeat(200))).toBe('a'.repeat(200));
  });

  it('keeps the last part of a name and never a folder', () => {
    expect(parseFileName('C:\\fakepath\\Notice n°1.pdf')).toBe('Notice n°1.pdf');
    expect(parseFileName('e\u0301te\u0301.pdf')).toBe('été.pdf');
    fc.assert(
      fc.property(fc.string(), (raw) => {
        const name = parseFileName(raw);
        expect(isRefusal(name) || (!/[/\\]/.test(name) && name !== '..' && name !== '')).toBe(true);
      }),
    );
  });

  it.each(['', '.', '..', ' ', 'a\u0000.pdf', 'a\u202e.pdf', 'a'.repeat(201)])(
    'refuses the name %j',
    (raw) => {
      expect(parseFileName(raw)).toMatchObject({ code: 'file_name_wrong' });
    },
  );
});

describe('documents', () => {
  it('puts roles in order once, and wants at least one that exists', () => {
    expect(parseClearance({ level: 'roles', roles: ['buyer', 'clinician', 'buyer'] })).toEqual({
      level: 'roles',
      roles: ['clinician', 'buyer'],
    });
    expect(parseClearance({ level: 'roles' })).toMatchObject({ code: 'clearance_without_role' });
    expect(parseClearance({ level: 'roles', roles: ['king'] })).toMatchObject({
      code: 'invalid_input',
    });
    expect(parseClearance({ level: 'all' })).toMatchObject({ code: 'invalid_input' });
    expect(parseClearance({ level: 'panel', roles: ['dpo'] })).toEqual({ level: 'panel' });
  });

  it('takes days that exist, in order', () => {
    expect(parseDates({ documentDate: '2024-02-29', validUntil: '2024-02-29' })).toEqual({
      documentDate: '2024-02-29',
      validUntil: '2024-02-29',
    });
    for (const day of ['2023-02-29', '2024-13-01', '24-01-01', 'demain']) {
      expect(parseDates({ documentDate: day, validUntil: null })).toMatchObject({
        code: 'date_impossible',
      });
      expect(parseDates({ documentDate: null, validUntil: day })).toMatchObject({
        code: 'date_impossible',
      });
    }
    expect(parseDates({ documentDate: null, validUntil: null })).toEqual({
      documentDate: null,
      validUntil: null,
    });
  });

  it.each([
    ['2026-05-01', '2026-05-01', null],
    ['1995-05-01', '2020-05-01', null],
    [null, '2056-12-31', null],
    ['2026-05-02', null, 'today before document_date'],
    ['2026-05-01', '2026-04-30', 'valid_until before document_date'],
    [null, '2999-01-01', 'farthest before valid_until'],
  ])('written %s, valid until %s, on 1 May 2026: %s', (documentDate, validUntil, wrong) => {
    const { before, after } = checkDates({ documentDate, validUntil }, '2026-05-01')?.details ?? {};
    expect(before ? `${String(after)} before ${String(before)}` : null).toBe(wrong);
  });

  it('straightens a title', () => {
    const stated = {
      title: '  Notice \n  française ',
      kind: 'instructions',
      clearance: { level: 'panel' },
    };
    expect(parseDetails(stated)).toMatchObject({ title: 'Notice française' });
    expect(parseDetails({ ...stated, kind: 'poem' })).toMatchObject({ code: 'invalid_input' });
    expect(parseDetails({ ...stated, title: ' \n ' })).toMatchObject({ code: 'title_missing' });
    expect(parseDetails({ ...stated, title: 'a'.repeat(200) })).toMatchObject({
      kind: 'instructions',
      clearance: { level: 'panel' },
    });
    expect(isRefusal(parseDetails({ ...stated, title: 'a'.repeat(201) }))).toBe(true);
    expect(parseDetails({ ...stated, clearance: { level: 'roles' } })).toMatchObject({
      code: 'clearance_without_role',
    });
  });

  it('warns a season ahead, holds on the last day, ends the day after', () => {
    const today = '2026-11-24';
    expect(warnUntil(today)).toBe('2027-02-22');
    expect(
      [null, '2026-11-23', today, '2027-02-22', '2027-02-23'].map((day) => expiryOf(day, today)),
    ).toEqual(['none', 'expired', 'soon', 'soon', 'valid']);
  });
});
