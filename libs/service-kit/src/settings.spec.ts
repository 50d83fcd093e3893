import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { port, secretLike, wholeNumber, yesOrNo } from './kinds.ts';
import { ConfigurationError, configured, secret, setting, settingsHelp } from './settings.ts';

const settings = {
  PORT: setting('the port', port, { flag: 'port', fallback: '7070' }),
  PLACE: setting('where', (text) => text),
  PASSWORD: secret('the word', secretLike(/^open /, 'begin it with open'), 'open sesame'),
};

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'settings-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function written(text: string): string {
  const path = join(folder, 'secret');
  writeFileSync(path, text);
  return path;
}

describe('settings', () => {
  it('take a flag before the environment, and the environment before the default', () => {
    const place = { PLACE: 'here' };
    expect(configured(settings, place)).toEqual({ PORT: 7070, PLACE: 'here', PASSWORD: 'open sesame' });
    expect(configured(settings, { ...place, PORT: '8080' }).PORT).toBe(8080);
    expect(configured(settings, { ...place, PORT: '8080' }, ['--port', '9090']).PORT).toBe(9090);
    expect(configured(settings, { ...place, PORT: '' }).PORT).toBe(7070);
  });

  it('say which one has to be set, and for what', () => {
    expect(() => configured(settings, {})).toThrow(/PLACE.*set PLACE: where/);
  });

  it('read a secret from the file that a variable names', () => {
    const PASSWORD_FILE = written('open door\n');
    expect(configured(settings, { PLACE: 'here', PASSWORD_FILE }).PASSWORD).toBe('open door');
    expect(configured(settings, { PLACE: 'here', PASSWORD_FILE, PASSWORD: 'open window' }).PASSWORD).toBe('open window');
    expect(() => configured(settings, { PLACE: 'here', PASSWORD_FILE: join(folder, 'none') })).toThrow(
      /PASSWORD_FILE .*name a file that can be read/,
    );
  });

  it('never show what a secret holds', () => {
    for (const environment of [{ PASSWORD: 'hunter2' }, { PASSWORD_FILE: written('hunter2') }]) {
      const complaint = complaintOf(() => configured(settings, { PLACE: 'here', ...environment }));
      expect(complaint).toMatch(/PASSWORD is not right.*begin it with open/);
      expect(complaint).not.toContain('hunter2');
    }
  });

  it('are explained, each with its default and whether a file may hold it', () => {
    const help = settingsHelp(settings);
    expect(help).toMatch(/--port +PORT +the port \(default 7070\)/);
    expect(help).toMatch(/PLACE +where \(has to be set\)/);
    expect(help).toContain('PASSWORD_FILE may name a file');
  });
});

describe('kinds of settings', () => {
  it.each([
    [port, '70000'],
    [port, 'http'],
    [wholeNumber(1, 64), '0'],
    [wholeNumber(1, 64), '65'],
    [wholeNumber(1, 64), '1.5'],
    [yesOrNo, 'true'],
  ])('refuse what is none of them', (read, text) => {
    expect(() => read(text, 'NAME')).toThrow(ConfigurationError);
    expect(() => read(text, 'NAME')).toThrow(`NAME is "${text}"`);
  });
});

function complaintOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    return String(error);
  }
  return 'it was taken';
}
