import { specification } from '@zongheng/kernel/testing';
import type { InstallationFact } from '@zongheng/organisation-events';
import { day, on } from './commands.spec-data.ts';
import { type FoundInstallation, installationDecider } from './installation.ts';

const installation = specification(installationDecider);
const data = { name: '华东通信股份有限公司', timeZone: 'Asia/Shanghai', currency: 'CNY' };
const founded: InstallationFact = { type: 'InstallationFounded', businessDate: day('2026-01-01'), data };
const found = (more: Partial<FoundInstallation> = {}): FoundInstallation => ({
  type: 'FoundInstallation',
  ...on('2026-01-01'),
  ...data,
  ...more,
});

describe('founding the installation', () => {
  it('fixes its name, time zone and home currency', () => {
    installation.given().when(found()).then(founded);
  });

  it('happens once; founding it the same way again changes nothing', () => {
    installation.given().whenRepeated(found()).thenNothing();
    installation
      .given(founded)
      .when(found({ on: day('2026-02-01') }))
      .thenNothing();
  });

  it.each([{ timeZone: 'UTC' }, { currency: 'USD' }, { name: '别的公司' }])('is refused another time with %p', (other) => {
    installation.given(founded).when(found(other)).thenRefused('ORGANISATION.INSTALLATION.FOUNDED_ALREADY');
  });

  it('needs a time zone that exists', () => {
    const no = installation
      .given()
      .when(found({ timeZone: 'Asia/Atlantis' }))
      .thenRefused('ORGANISATION.INSTALLATION.TIME_ZONE_UNKNOWN');
    expect(no.field).toBe('/timeZone');
  });

  it('needs a currency that exists', () => {
    installation
      .given()
      .when(found({ currency: 'RMB' }))
      .thenRefused('ORGANISATION.INSTALLATION.CURRENCY_UNKNOWN');
  });

  it('is not dated in the future', () => {
    installation
      .given()
      .when(found({ on: day('2026-07-01') }))
      .thenRefused('DATE.IN_FUTURE');
  });
});
