import { describe, expect, test } from '@jest/globals';
import { readUsage } from './usage-headers.ts';

describe('readUsage', () => {
  test('takes the highest percentage and the longest time of both headers', () => {
    const headers = {
      'x-app-usage': '{"call_count":28,"total_time":25,"total_cputime":20}',
      'x-business-use-case-usage':
        '{"104":[{"type":"messenger","call_count":10,"total_cputime":85,"total_time":1,"estimated_time_to_regain_access":3}],"105":[{"call_count":1}]}',
    };
    expect(readUsage(headers)).toEqual({ percent: 85, regainMs: 180_000 });
  });

  test.each([undefined, '', 'x', '[]', '5', '{"104":5}'])('makes nothing of %j', (value) => {
    expect(readUsage({ 'x-business-use-case-usage': value })).toBeUndefined();
  });
});
