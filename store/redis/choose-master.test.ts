import { describe, expect, test } from '@jest/globals';
import { chooseMaster, type Opinion } from './choose-master.ts';

const says = (epoch: number, port: number): Opinion => ({ epoch, node: { host: '127.0.0.1', port } });

interface Case {
  readonly what: string;
  readonly opinions: readonly Opinion[];
  readonly accepted: Opinion | undefined;
  readonly port: number | undefined;
}

describe('who is master', () => {
  test.each<Case>([
    { what: 'nobody knows before a sentinel has answered', opinions: [], accepted: undefined, port: undefined },
    { what: 'the first answer names one', opinions: [says(3, 1)], accepted: undefined, port: 1 },
    {
      what: 'one sentinel that knows of a later failover is enough',
      opinions: [says(3, 1), says(4, 2), says(3, 1)],
      accepted: says(3, 1),
      port: 2,
    },
    { what: 'a sentinel that was cut off changes nothing', opinions: [says(3, 1)], accepted: says(4, 2), port: 2 },
    { what: 'nor do two that disagree', opinions: [says(0, 1), says(4, 2)], accepted: says(4, 2), port: 2 },
    { what: 'nor one that has been set up anew', opinions: [says(0, 1)], accepted: says(4, 2), port: 2 },
    {
      what: 'a majority that has been set up anew does, where no other answers',
      opinions: [says(0, 1), says(0, 1)],
      accepted: says(4, 2),
      port: 1,
    },
    { what: 'who is master stays it while no sentinel answers', opinions: [], accepted: says(4, 2), port: 2 },
  ])('$what', ({ opinions, accepted, port }) => {
    expect(chooseMaster({ opinions, accepted, sentinels: 3 })?.node.port).toBe(port);
  });
});
