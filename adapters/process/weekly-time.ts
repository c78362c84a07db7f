import { Cron } from 'croner';

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
/** `Mon 09:00 Europe/Berlin`; the names of zones are IANA's. */
const TIME = new RegExp(
  `^(${DAYS.join('|')})\\s+(\\d{1,2})(?::(\\d\\d))?(?:\\s+(UTC|[A-Z][\\w+-]*(?:\\/[\\w+-]+)+))?$`,
  'i',
);

/** When a week ends. */
export interface WeeklyTime {
  /** The last time that it was so, and the next. */
  last(now: Date): Date;
  next(now: Date): Date;
}

/** @returns `null` when nobody can read it: `Mon 09:00 Europe/Berlin` is how it is written */
export function parseWeeklyTime(text: string): WeeklyTime | null {
  const [whole, day = '', hour, minute = '0', zone] = TIME.exec(text.trim()) ?? [];
  if (whole === undefined || Number(hour) > 23 || Number(minute) > 59) return null;
  const pattern = `${Number(minute)} ${Number(hour)} * * ${(DAYS.indexOf(day.toLowerCase()) + 1) % 7}`;
  try {
    const cron = new Cron(pattern, zone === undefined ? { paused: true } : { paused: true, timezone: zone });
    const next = (from: Date) => cron.nextRun(from) as Date;
    // Eight days hold one more time than a week, whatever becomes of the clock in it.
    const last = (now: Date) => {
      let found = next(new Date(now.getTime() - 8 * 86_400_000));
      for (let later = next(found); later <= now; later = next(later)) found = later;
      return found;
    };
    next(new Date());
    return { last, next };
  } catch {
    return null;
  }
}
