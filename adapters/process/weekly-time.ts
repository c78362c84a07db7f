import { Cron } from 'croner';
import { DAY, DAYS, ZONE } from './week-days.js';

/** `Mon 09:00 Europe/Berlin`; the names of zones are IANA's. */
const TIME = new RegExp(`^(${DAY})\\s+(\\d{1,2})(?::(\\d\\d))?(?:\\s+(${ZONE}))?$`, 'i');

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
    // What is due at this very moment was so too.
    const last = (now: Date) => cron.previousRuns(1, new Date(now.getTime() + 1))[0] as Date;
    next(new Date());
    return { last, next };
  } catch {
    return null;
  }
}
