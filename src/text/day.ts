const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);

/** "27 November 2026" of `2026-11-27`. */
export function dayText(day: string): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${date} ${MONTHS[(month ?? 1) - 1]} ${year}`;
}
