import { useEffect, useState } from 'react';

const everyMs = 5000;

/** The server's time: this machine's clock may be wrong, and deadlines are the server's. @param now what the server's clock said when asked. */
export function useServerTime(now: string): number {
  const [offset, setOffset] = useState(() => Date.parse(now) - Date.now());
  const [time, setTime] = useState(() => Date.now() + offset);
  useEffect(() => setOffset(Date.parse(now) - Date.now()), [now]);
  useEffect(() => {
    const timer = setInterval(() => setTime(Date.now() + offset), everyMs);
    return () => clearInterval(timer);
  }, [offset]);
  return time;
}
