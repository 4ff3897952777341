/** Writes figures and times in one customer's way. */
export function createFormat(locale) {
  const time = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' });
  const day = new Intl.DateTimeFormat(locale, { weekday: 'short', day: 'numeric', month: 'short' });
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  const percent = new Intl.NumberFormat(locale, { style: 'percent' });
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });

  return {
    time: (at) => time.format(at),
    day: (at) => day.format(at),
    date: (at) => date.format(at),
    percent: (share) => percent.format(share),
    ms: (ms) => `${whole.format(ms)}\u00a0ms`,
    money: (amount, currency) => new Intl.NumberFormat(locale, { style: 'currency', currency }).format(amount),
  };
}
