import { ConfigurationError, settingsHelp } from '@zongheng/service-kit';
import { configurationOf, settings } from './configuration.ts';

describe('the configuration', () => {
  it('has a default for everything, on loopback and in Shanghai', () => {
    const configuration = configurationOf([], {});
    expect(configuration).toMatchObject({
      port: 7070,
      host: '127.0.0.1',
      logLevel: 'warn',
      founding: { timeZone: 'Asia/Shanghai', currency: 'CNY' },
    });
    expect(configuration.dataDir).toMatch(/\.data$/);
  });

  it('takes a flag before the environment, and the environment before the default', () => {
    expect(configurationOf([], { PORT: '8080' }).port).toBe(8080);
    expect(configurationOf(['--port', '9090'], { PORT: '8080' }).port).toBe(9090);
    expect(configurationOf([], { PORT: '' }).port).toBe(7070);
  });

  it.each([
    ['PORT', '70000'],
    ['PORT', 'http'],
    ['HOST', '0.0.0.0'],
    ['HOST', '192.168.1.5'],
    ['LOG_LEVEL', 'loud'],
    ['TIME_ZONE', 'Asia/Atlantis'],
    ['CURRENCY', 'yuan'],
  ])('refuses %s=%s and names it', (name, value) => {
    expect(() => configurationOf([], { [name]: value })).toThrow(ConfigurationError);
    expect(() => configurationOf([], { [name]: value })).toThrow(`${name} is "${value}"`);
  });

  it('names the flag where a flag is wrong, and the flags there are where one is unknown', () => {
    expect(() => configurationOf(['--port', '-1'], {})).toThrow(/--port/);
    expect(() => configurationOf(['--prot', '1'], {})).toThrow(/Known flags: --port/);
  });

  it('explains every setting', () => {
    expect(settingsHelp(settings)).toContain('DATA_DIR');
    expect(settingsHelp(settings)).toContain('--time-zone');
  });
});
