import { DAY, DAYS, ZONE } from './week-days.js';

/** When people are there: days of the week, and times of them. */
export interface OfficeHours {
  /** As they were written, for people. */
  readonly text: string;
  isOpen(at: Date): boolean;
}

/** `Mon-Fri 09:00-17:30`, `Sat 10-12`, `8-20` */
const SPAN = new RegExp(
  `^(?:(${DAY})(?:\\s*[-–]\\s*(${DAY}))?\\s+)?(\\d{1,2})(?::(\\d\\d))?\\s*[-–]\\s*(\\d{1,2})(?::(\\d\\d))?$`,
  'i',
);
const IN_ZONE = new RegExp(`\\s(${ZONE})$`);
const DAY_MINUTES = 24 * 60;

interface Span {
  readonly days: ReadonlySet<number>;
  readonly from: number;
  readonly to: number;
}

/** @returns `null` when nobody can read it: `Mon-Fri 09:00-17:00, Sat 10-12 Europe/Berlin` is how it is written */
export function parseOfficeHours(text: string): OfficeHours | null {
  const line = text.trim();
  const zone = IN_ZONE.exec(line)?.[1];
  const spans = (zone === undefined ? line : line.slice(0, -zone.length)).split(',').map(spanIn);
  const clock = clockIn(zone);
  if (clock === null || spans.includes(null)) return null;
  return {
    text: line,
    isOpen(at) {
      const { day, minute } = clock(at);
      return (spans as Span[]).some(({ days, from, to }) => days.has(day) && minute >= from && minute < to);
    },
  };
}

function spanIn(text: string): Span | null {
  const [whole, first, last, ...times] = SPAN.exec(text.trim()) ?? [];
  if (whole === undefined) return null;
  const [fromHour = 0, fromMinute = 0, toHour = 0, toMinute = 0] = times.map((part) => Number(part ?? 0));
  const [from, to] = [fromHour * 60 + fromMinute, toHour * 60 + toMinute];
  if (fromMinute > 59 || toMinute > 59 || from >= to || to > DAY_MINUTES) return null;
  return { days: daysFrom(first, last), from, to };
}

/** All days, one, or those from one to another, over the weekend where they are so written. */
function daysFrom(first: string | undefined, last: string | undefined): ReadonlySet<number> {
  const numberOf = (day: string) => DAYS.indexOf(day.toLowerCase());
  if (first === undefined) return new Set(DAYS.keys());
  const [from, to] = [numberOf(first), numberOf(last ?? first)];
  const count = ((to - from + DAYS.length) % DAYS.length) + 1;
  return new Set(Array.from({ length: count }, (_, i) => (from + i) % DAYS.length));
}

/** Day of the week, Monday first, and minute of the day in a time zone, the machine's unless told otherwise. */
function clockIn(zone: string | undefined): ((at: Date) => { day: number; minute: number }) | null {
  try {
    const format = new Intl.DateTimeFormat('en-US', {
      ...{ weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
      ...(zone === undefined ? {} : { timeZone: zone }),
    });
    return (at) => {
      const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, value]));
      const day = DAYS.indexOf(parts.get('weekday')?.toLowerCase() ?? '');
      return { day, minute: Number(parts.get('hour')) * 60 + Number(parts.get('minute')) };
    };
  } catch {
    return null;
  }
}
