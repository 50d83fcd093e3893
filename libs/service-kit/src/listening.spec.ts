import { addressOf, listeningSettings, loopbackOnly } from './listening.ts';
import { configured } from './settings.ts';

const addressIn = (environment: Readonly<Record<string, string>>) => addressOf(configured(listeningSettings, environment));

describe('where a service listens', () => {
  it('is loopback and a free port, where nothing else is said', () => {
    expect(addressIn({})).toEqual({ host: '127.0.0.1', port: 0 });
  });

  it.each(['0.0.0.0', '::', '192.168.1.5'])('is not %s, unless its network is said to be trusted', (HOST) => {
    expect(() => addressIn({ HOST })).toThrow(/HOST is .*no authentication yet.*TRUSTED_NETWORK=yes/);
    expect(addressIn({ HOST, TRUSTED_NETWORK: 'yes', PORT: '8080' })).toEqual({ host: HOST, port: 8080 });
  });

  it('is loopback alone for an installation that people reach by themselves', () => {
    expect(loopbackOnly('localhost', 'HOST')).toBe('localhost');
    expect(() => loopbackOnly('0.0.0.0', 'HOST')).toThrow(/only loopback is served/);
  });
});
