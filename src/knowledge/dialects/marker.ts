import type { Group, Meaning } from './boxes.js';
import type { Way } from './frames.js';

/** What the beginning of a line is beside text; `rest` is what stands behind it. */
export type Marker =
  | {
      readonly does: 'open';
      readonly way: Way;
      /** What its end must name: a tag's name, the sign of a fence. */
      readonly key: string;
      /** How many signs its end must have. */
      readonly size: number;
      readonly meaning: Meaning;
      readonly rest: string;
    }
  | {
      readonly does: 'close';
      readonly way: Way;
      readonly key: string;
      readonly size: number;
      readonly rest: string;
    }
  /** Markdown stands for it. */
  | { readonly does: 'say'; readonly text: string; readonly rest: string }
  /** It shows nothing. */
  | { readonly does: 'drop'; readonly what: string; readonly text: string; readonly rest: string }
  /** Templates stand for themselves up to an end. */
  | { readonly does: 'spare'; readonly name: string; readonly rest: string }
  /** What follows, up to an end of the same name, goes together. */
  | {
      readonly does: 'take';
      readonly as: Taken;
      readonly way: 'tag' | 'template';
      readonly name: string;
      /** Of code. */
      readonly language: string;
      /** What is written on the tab that it stands in. */
      readonly tab: string | null;
      readonly rest: string;
    };

/** What is made of lines that go together: nothing, the label of a folded part, a heading, HTML, code. */
export type Taken = 'nothing' | 'label' | 'heading' | 'html' | 'code';

/** What is known around a line. */
export interface Around {
  readonly isMdx: boolean;
  /** What holds the tabs or the code that may stand here. */
  readonly group: Group | null;
  /** Whether an end of that name stands on this line or below. */
  ends(way: 'tag' | 'template' | 'sign', name: string): boolean;
  /** Whether something is open that such an end would close. */
  isOpen(way: Way, key: string): boolean;
}

export function open(way: Way, key: string, size: number, meaning: Meaning, rest = ''): Marker {
  return { does: 'open', way, key, size, meaning, rest };
}

export function close(way: Way, key: string, size: number, rest = ''): Marker {
  return { does: 'close', way, key, size, rest };
}

export function say(text: string, rest = ''): Marker {
  return { does: 'say', text, rest };
}

export function drop(what: string, text: string, rest = ''): Marker {
  return { does: 'drop', what, text, rest };
}

export function take(
  as: Taken,
  way: 'tag' | 'template',
  name: string,
  rest: string,
  { language = '', tab = null }: { language?: string; tab?: string | null } = {},
): Marker {
  return { does: 'take', as, way, name, language, tab, rest };
}
