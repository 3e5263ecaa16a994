import { locales, type Locale } from '@consilium/domain/kernel';
import { messages } from '@consilium/domain/messages';
import type { Telling } from './contexts';
import {
  accountKindNames,
  accountKindOf,
  dailyKinds,
  fileKindNames,
  fileKindOf,
  kindNames,
  kindsOfEvent,
  type FileKind,
} from './kinds';
import { renderInbox, renderMail } from './render';

const reader = (locale: Locale) => ({
  name: 'Mireille Dubois',
  locale,
  organisation: 'CHU fictif',
  organisationSlug: 'chu',
  publicUrl: 'https://consilium.example',
});

const fileSample = (kind: FileKind, changes: object = {}): Telling => ({
  about: 'file',
  kind,
  context: { ...fileKindOf(kind).sample, ...changes },
});
const samples: readonly Telling[] = [
  ...fileKindNames.map((kind) => fileSample(kind)),
  ...accountKindNames.map((kind): Telling => ({
    about: 'account',
    kind,
    context: accountKindOf(kind).sample,
  })),
];

describe.each(samples.map((telling) => [telling.kind, telling] as const))(
  'the kind %s',
  (kind, telling) => {
    it('has its words in both languages, with every value filled in', () => {
      for (const locale of locales) {
        const { text, path } = renderInbox(telling, locale);
        expect(text).not.toMatch(/\{\{|undefined|null|kinds\./);
        expect(text).toMatch(/\.$/);
        const { subject, body } = renderMail([telling], reader(locale));
        expect(`${subject}\n${body}`).not.toMatch(/\{\{|undefined|null|kinds\.|mail\./);
        expect(subject).not.toMatch(/[\r\n]/);
        expect(body).toContain(text);
        expect(body.includes('2026-014')).toBe(telling.about === 'file');
        expect(body.split('\n')).toContain(`https://consilium.example/o/chu/${path}`);
      }
      expect(renderInbox(telling, 'fr')).not.toEqual(renderInbox(telling, 'en'));
    });

    it('is set off by something, and names what its audience must give', () => {
      const { trigger, audience } =
        telling.about === 'file' ? fileKindOf(telling.kind) : accountKindOf(telling.kind);
      const daily = 'daily' in trigger && trigger.daily === true;
      expect(daily || (trigger.events ?? []).length > 0).toBe(true);
      const ofFiles = telling.about === 'file' ? ['evaluation_id', 'dedupe'] : [];
      for (const column of ['member_id', 'subject_id', 'data', ...ofFiles]) {
        expect(audience).toContain(column);
      }
      for (const type of trigger.events ?? []) expect(kindsOfEvent(type)).toContain(kind);
      expect(dailyKinds.map(String).includes(kind)).toBe(daily);
    });
  },
);

it('has words for every kind and no others', () => {
  for (const locale of locales) {
    expect(Object.keys(messages[locale].notifications.kinds).sort()).toEqual([...kindNames].sort());
  }
});

it('chooses the plural by the number of parts', () => {
  const { parts } = fileKindOf('part_assigned').sample;
  const one = fileSample('part_assigned', { parts: parts.slice(0, 1) });
  expect(renderInbox(one, 'fr').text).toBe(
    'Une partie vous est confiée\u00a0: «\u00a0Besoin et usages\u00a0».',
  );
  expect(renderInbox(fileSample('part_assigned'), 'fr').text).toBe(
    '2 parties vous sont confiées\u00a0: «\u00a0Besoin et usages\u00a0» et «\u00a0Preuves cliniques\u00a0».',
  );
  expect(renderInbox(one, 'fr').path).toContain(`?part=${parts[0]?.id}`);
});

it('gathers the files of one day in one mail', () => {
  const other = fileSample('part_overdue', { reference: '2026-015', title: 'Autre dossier' });
  const { subject, body } = renderMail([fileSample('part_overdue'), other], reader('fr'));
  expect(subject).toBe('Échéance dépassée\u00a0: 2 dossiers');
  expect(body).toContain('2026-014');
  expect(body).toContain('2026-015');
});

it('gives the hash of a seal by mail, to be kept outside the product, and not in the inbox', () => {
  for (const kind of ['opinion_adopted', 'decision_recorded'] as const) {
    const hash = String(fileKindOf(kind).sample.data['hash']);
    expect(renderMail([fileSample(kind)], reader('fr')).body).toContain(hash);
    expect(renderInbox(fileSample(kind), 'fr').text).not.toContain(hash);
  }
});

describe('what is said of an account', () => {
  const of = (kind: 'password_reset' | 'functions_changed', data: Record<string, unknown>) =>
    renderInbox({ about: 'account', kind, context: { ...accountKindOf(kind).sample, data } }, 'fr')
      .text;

  it('names the functions given and those taken, each only where there are some', () => {
    expect(of('functions_changed', { given: ['coordinator'], taken: [] })).toBe(
      'Agnès Morel a changé vos fonctions dans l’établissement. Reçues\u00a0: Coordinateur.',
    );
    expect(of('functions_changed', { given: [], taken: ['observer', 'decision_maker'] })).toBe(
      'Agnès Morel a changé vos fonctions dans l’établissement. Retirées\u00a0: Observateur et Décideur.',
    );
  });

  it('says by which way a password was replaced, and whether the organisation stays closed', () => {
    expect(of('password_reset', { origin: 'mail', suspended: false })).toMatch(
      /^Le mot de passe de votre compte a été remplacé par le lien envoyé à votre adresse\. Tous/,
    );
    expect(of('password_reset', { origin: 'administrator', suspended: true })).toContain(
      'Val-Clair (fictif) reste fermé à votre compte jusqu’à ce',
    );
  });
});
