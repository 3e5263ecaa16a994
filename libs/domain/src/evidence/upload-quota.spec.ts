import { checkUploadQuota, uploadAllowance } from './upload-quota';

const quota = { personMegabytes: 100, organisationMegabytes: 1_000 };

describe('what may be brought in within a day', () => {
  it('is as much as fits for the person and for the organisation, to the byte', () => {
    const lately = { byPerson: 90_000_000, byOrganisation: 500_000_000 };
    expect(checkUploadQuota(quota, lately, 10_000_000)).toBeNull();
    expect(checkUploadQuota(quota, lately, 10_000_001)).toMatchObject({
      code: 'upload_quota_person',
      details: { max: 100, left: 10 },
    });
    expect(
      checkUploadQuota(quota, { byPerson: 0, byOrganisation: 999_500_000 }, 500_000),
    ).toBeNull();
    expect(
      checkUploadQuota(quota, { byPerson: 0, byOrganisation: 999_500_000 }, 500_001),
    ).toMatchObject({ code: 'upload_quota_organisation', details: { max: 1_000, left: 0 } });
  });

  it('says that nothing is left where a quota was lowered since', () => {
    expect(checkUploadQuota(quota, { byPerson: 300_000_000, byOrganisation: 0 }, 1)).toMatchObject({
      details: { left: 0 },
    });
  });
});

describe('what is left to bring in', () => {
  it('is the person’s own, whatever the others brought in, until the organisation’s is less', () => {
    const lately = { byPerson: 40_500_000, byOrganisation: 500_000_000 };
    expect(uploadAllowance(quota, lately)).toEqual({
      of: 'person',
      maxMegabytes: 100,
      leftMegabytes: 59,
    });
    expect(uploadAllowance(quota, { ...lately, byOrganisation: 970_000_000 })).toEqual({
      of: 'organisation',
      maxMegabytes: 1_000,
      leftMegabytes: 30,
    });
  });
});
