import { describe, expect, test } from '@jest/globals';
import { judgeSendError } from './send-errors.ts';

const judge = (status: number, code?: number, subcode?: number) =>
  judgeSendError({ status, ...(code === undefined ? {} : { code }), ...(subcode === undefined ? {} : { subcode }) });

describe('judgeSendError', () => {
  test.each([
    [1, undefined, 'unknown'],
    [1, 42, 'unknown'],
    [1, 1357046, 'sent'],
    [2, undefined, 'unknown'],
    [4, undefined, 'wait'],
    [17, undefined, 'wait'],
    [32, undefined, 'wait'],
    [613, undefined, 'wait'],
    [613, 2534040, 'wait'],
    [80001, undefined, 'wait'],
    [80002, undefined, 'wait'],
    [80006, undefined, 'wait'],
    [613, 2018338, 'never'],
    [613, 1893016, 'never'],
    [1200, undefined, 'retry'],
    [10, 2018278, 'never'],
    [10, 2018065, 'never'],
    [10, 2534022, 'never'],
    [10, 2018108, 'never'],
    [551, undefined, 'never'],
    [551, 1545041, 'never'],
    [200, 1545041, 'never'],
    [10, 2018336, 'plainer'],
    [10, 1893063, 'stop_page'],
    [10, 1545041, 'never'],
    [100, 1893029, 'never'],
    [10, 2018171, 'never'],
    [10, 2018321, 'never'],
    [100, 2018416, 'never'],
    [200, undefined, 'never'],
    [2022, undefined, 'stop_page'],
    [10, undefined, 'never'],
    [200, 2018028, 'never'],
    [100, 2018001, 'never'],
    [100, 2018008, 'never'],
    [100, 2018014, 'never'],
    [100, 2534037, 'never'],
    [100, 33, 'never'],
    [100, undefined, 'never'],
    [2018300, undefined, 'never'],
    [10, 2018300, 'never'],
    [190, undefined, 'stop_page'],
    [190, 463, 'stop_page'],
    [10303, undefined, 'never'],
    [230, undefined, 'never'],
  ])('%s/%s means %s', (code, subcode, action) => {
    expect(judge(400, code, subcode).action).toBe(action);
  });

  test('keeps apart what the same code means with another subcode', () => {
    expect(judge(400, 10, 2018278)).toMatchObject({ reason: 'outside_window', scope: 'person', alarm: false });
    expect(judge(400, 10, 2018108)).toMatchObject({ reason: 'person_unavailable', scope: 'person', alarm: false });
    expect(judge(400, 10, 42)).toMatchObject({ reason: 'permission_missing', alarm: true });
    expect(judge(400, 100, 2018001)).toMatchObject({ reason: 'unknown_person', scope: 'person' });
    expect(judge(400, 100, 2018047)).toMatchObject({ reason: 'media_refused', scope: 'message', alarm: false });
  });

  test('calls somebody for a dead token, a restricted Page and an error that is not listed', () => {
    for (const code of [190, 2022, 99_999]) expect(judge(400, code).alarm).toBe(true);
    expect(judge(400, 99_999)).toMatchObject({ action: 'never', reason: 'unlisted_error' });
  });

  test('bounds the tries of an error that Meta calls temporary and that may last', () => {
    expect(judge(400, 1200)).toMatchObject({ action: 'retry', mostRounds: 3 });
    expect(judge(500, 2)).not.toHaveProperty('mostRounds');
  });

  test('goes by the status where the body says nothing', () => {
    expect(judge(500).action).toBe('unknown');
    expect(judge(503, 99_999).action).toBe('unknown');
    expect(judge(200).action).toBe('unknown');
    expect(judge(408).action).toBe('unknown');
    expect(judge(429).action).toBe('wait');
    expect(judge(429, 99_999).action).toBe('wait');
    expect(judge(404)).toMatchObject({ action: 'never', alarm: true });
    expect(judge(302)).toMatchObject({ action: 'never', alarm: true });
  });
});
