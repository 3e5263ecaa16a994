import { changesOf, checkDescription, type DeviceDescription } from './device-description';

const known: DeviceDescription = {
  intendedPurpose: 'Détection de fractures',
  udi: '',
  riskClass: 'IIa',
  certificateExpiresOn: null,
  personalDataLeavesSite: null,
  hardwareIncluded: false,
  ionisingRadiation: null,
};

describe('the description of a device version', () => {
  it('changes freely while no other file rests on it', () => {
    expect(checkDescription(known, { riskClass: 'III', udi: '(01)1' }, false)).toBeNull();
  });

  it('stays as it is once another file rests on it, and says which fields differ', () => {
    expect(
      checkDescription(known, { riskClass: 'III', udi: '', hardwareIncluded: null }, true),
    ).toMatchObject({
      code: 'device_described_elsewhere',
      details: { fields: 'riskClass hardwareIncluded' },
    });
    expect(checkDescription(known, { certificateExpiresOn: '2030-01-01' }, true)).toMatchObject({
      details: { fields: 'certificateExpiresOn' },
    });
  });

  it('may be repeated, in part or in full', () => {
    expect(checkDescription(known, known, true)).toBeNull();
    expect(checkDescription(known, {}, true)).toBeNull();
    expect(changesOf(known, { riskClass: 'IIa' })).toEqual([]);
  });
});
