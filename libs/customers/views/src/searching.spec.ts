import { phoneDigits, plainName, searchedAs } from './searching.ts';

describe('what is looked for', () => {
  it('of a telephone number are its digits, however it is parted and whatever its width', () => {
    for (const q of ['0574-8769-5000', '0574 8769 5000', '(0574)87695000', '０５７４－８７６９－５０００', ' 0574.8769.5000 ']) {
      expect([q, searchedAs(q)]).toEqual([q, '057487695000']);
    }
  });

  it('of one with the country code is the number at home', () => {
    for (const q of ['+86 138 0013 8000', '0086-13800138000', '＋86 138-0013-8000']) expect([q, searchedAs(q)]).toEqual([q, '13800138000']);
  });

  it('of few digits is what was written: a house number, a year', () => {
    for (const q of ['5', '2026', '10-86', '1-1']) expect(searchedAs(q)).toBe(q);
  });

  it('of an identity is the whole of it, without what parts it', () => {
    expect(searchedAs('9133 0200-MA2AXXXXXX')).toBe('91330200MA2AXXXXXX');
    expect(searchedAs('330203 1990 0101 123x')).toBe('33020319900101123x');
  });

  it('of names is what was written, in words', () => {
    for (const q of ['宁波港务', 'ning bo', 'Acme-2 Ltd', '100%', 'a_b', "O'Brien", '😀', 'HT-2026-0042']) expect(searchedAs(q)).toBe(q);
  });

  it('of Chinese and letters mixed are words of either', () => {
    expect(searchedAs('宁波gangwu')).toBe('宁波 gangwu');
    expect(searchedAs('nb港务jt')).toBe('nb 港务 jt');
    expect(searchedAs('中国Telecom３')).toBe('中国 Telecom3');
  });
});

describe('how names and numbers are compared', () => {
  it('is without width, case, spaces and marks', () => {
    expect(plainName('宁波港务（集团）有限公司')).toBe(plainName(' 宁波港务(集团) 有限公司'));
    expect(plainName('ACME  Ltd.')).toBe(plainName('acme ltd'));
    expect(plainName('宁波港')).not.toBe(plainName('宁波港务'));
  });

  it('of telephones is by their digits', () => {
    expect([phoneDigits('0574-8769 5000'), phoneDigits('０５７４８７６９５０００'), phoneDigits(null), phoneDigits('n/a')]).toEqual([
      '057487695000',
      '057487695000',
      '',
      '',
    ]);
  });
});
