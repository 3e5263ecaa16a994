import { locales, type Locale } from '@consilium/domain/kernel';
import { pathOf } from '@consilium/domain/notifications';
import { messages } from '@consilium/domain/messages';
import { dailyKinds, kindNames, kindOf, kindsOfEvent } from './kinds';
import { renderInbox, renderMail } from './render';

const reader = (locale: Locale) => ({
  name: 'Mireille Dubois',
  locale,
  organisation: 'CHU fictif',
  organisationSlug: 'chu',
  publicUrl: 'https://consilium.example',
});

describe.each(kindNames)('the kind %s', (kind) => {
  const definition = kindOf(kind);

  it('has its words in both languages, with every value filled in', () => {
    for (const locale of locales) {
      const { text } = renderInbox(kind, definition.sample, locale);
      expect(text).not.toMatch(/\{\{|undefined|null|kinds\./);
      expect(text).toMatch(/\.$/);
      const { subject, body } = renderMail(kind, [definition.sample], reader(locale));
      expect(`${subject}\n${body}`).not.toMatch(/\{\{|undefined|null|kinds\.|mail\./);
      expect(subject).not.toMatch(/[\r\n]/);
      expect(body).toContain(text);
      expect(body).toContain('2026-014');
      const link = `https://consilium.example/o/chu/${pathOf(definition.place(definition.sample))}`;
      expect(body.split('\n')).toContain(link);
    }
    expect(renderInbox(kind, definition.sample, 'fr')).not.toEqual(
      renderInbox(kind, definition.sample, 'en'),
    );
  });

  it('is set off by something, and names what its audience must give', () => {
    const { trigger, audience } = definition;
    expect(Boolean(trigger.daily) || (trigger.events ?? []).length > 0).toBe(true);
    for (const column of ['member_id', 'evaluation_id', 'subject_id', 'dedupe', 'data']) {
      expect(audience).toContain(column);
    }
    for (const type of trigger.events ?? []) expect(kindsOfEvent(type)).toContain(kind);
    expect(dailyKinds.includes(kind)).toBe(Boolean(trigger.daily));
  });
});

it('has words for every kind and no others', () => {
  for (const locale of locales) {
    expect(Object.keys(messages[locale].notifications.kinds).sort()).toEqual([...kindNames].sort());
  }
});

it('chooses the plural by the number of parts', () => {
  const { sample } = kindOf('part_assigned');
  const one = { ...sample, parts: sample.parts.slice(0, 1) };
  expect(renderInbox('part_assigned', one, 'fr').text).toBe(
    'Une partie vous est confiée\u00a0: «\u00a0Besoin et usages\u00a0».',
  );
  expect(renderInbox('part_assigned', sample, 'fr').text).toBe(
    '2 parties vous sont confiées\u00a0: «\u00a0Besoin et usages\u00a0» et «\u00a0Preuves cliniques\u00a0».',
  );
  expect(renderInbox('part_assigned', one, 'fr').path).toContain(`?part=${one.parts[0]?.id}`);
});

it('gathers the files of one day in one mail', () => {
  const { sample } = kindOf('part_overdue');
  const other = { ...sample, reference: '2026-015', title: 'Autre dossier' };
  const { subject, body } = renderMail('part_overdue', [sample, other], reader('fr'));
  expect(subject).toBe('Échéance dépassée\u00a0: 2 dossiers');
  expect(body).toContain('2026-014');
  expect(body).toContain('2026-015');
});

it('gives the hash of a seal by mail, to be kept outside the product, and not in the inbox', () => {
  for (const kind of ['opinion_adopted', 'decision_recorded'] as const) {
    const { sample } = kindOf(kind);
    const hash = String(sample.data['hash']);
    expect(renderMail(kind, [sample], reader('fr')).body).toContain(hash);
    expect(renderInbox(kind, sample, 'fr').text).not.toContain(hash);
  }
});
