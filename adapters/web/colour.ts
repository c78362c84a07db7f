/** Red, green and blue, each 0 to 255. */
type Rgb = readonly [number, number, number];

/** What text must stand out by from what it stands on. Source: WCAG 2.2, 1.4.3 Contrast (Minimum), level AA. */
const LEAST_CONTRAST = 4.5;
/** How much of the accent is in the ground of what is pointed at, 0 to 1. Ours. */
const TINTED = 0.1;
/** By how much a colour is moved at a time, 0 to 1. Ours. */
const STEP = 0.02;

/** What an accent is drawn on: the page, and the surface of answers. The same colours stand in `style.css`. */
export const GROUNDS = {
  light: ['#f7f6f3', '#ffffff'],
  dark: ['#15181c', '#1d2126'],
} as const;

export interface Accent {
  readonly accent: string;
  readonly onAccent: string;
  readonly tint: string;
}

/**
 * An accent that can be read on either ground of a theme and on its own tint: the colour that is wanted, as much darker or lighter as
 * that takes.
 * @param wanted as `#rrggbb`
 */
export function readableAccent(wanted: string, theme: keyof typeof GROUNDS): Accent {
  const grounds = GROUNDS[theme].map(rgbOf);
  const end: Rgb = theme === 'light' ? [0, 0, 0] : [255, 255, 255];
  for (let share = 0; ; share += STEP) {
    const accent = mixed(rgbOf(wanted), end, Math.min(1, share));
    const tints = grounds.map((ground) => mixed(ground, accent, TINTED));
    const [, tint = accent] = tints;
    if (share < 1 && [...grounds, ...tints].some((ground) => contrast(accent, ground) < LEAST_CONTRAST))
      continue;
    const onAccent = contrast(accent, [255, 255, 255]) >= LEAST_CONTRAST ? '#ffffff' : '#101418';
    return { accent: hexOf(accent), onAccent, tint: hexOf(tint) };
  }
}

function rgbOf(hex: string): Rgb {
  const part = (at: number) => Number.parseInt(hex.slice(at, at + 2), 16);
  return [part(1), part(3), part(5)];
}

const hexOf = (rgb: Rgb): string =>
  `#${rgb.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;

/** @param share of the second, 0 to 1 */
function mixed(from: Rgb, to: Rgb, share: number): Rgb {
  const part = (i: 0 | 1 | 2) => from[i] + (to[i] - from[i]) * share;
  return [part(0), part(1), part(2)];
}

/** Source: WCAG 2.2, contrast ratio. */
export function contrast(a: Rgb | string, b: Rgb | string): number {
  const [x, y] = [a, b].map((colour) => luminance(typeof colour === 'string' ? rgbOf(colour) : colour));
  const [high, low] = [Math.max(x ?? 0, y ?? 0), Math.min(x ?? 0, y ?? 0)];
  return (high + 0.05) / (low + 0.05);
}

/** Source: WCAG 2.2, relative luminance. */
function luminance(rgb: Rgb): number {
  const [red = 0, green = 0, blue = 0] = rgb.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
