/** Where a widget stands, and how it looks. */
export interface DocentOptions {
  /** Origin of the Docent that answers: `https://docent.example.com`. */
  readonly server: string;
  /** Its DOCENT_WIDGET_TOKEN. */
  readonly token: string;
  /**
   * `button`: in a corner of the window, and a panel when it is pressed. `inline`: a panel where it stands. `search`: a
   * box with results as one types, and the answer on Enter.
   * @default 'button'
   */
  readonly mode?: 'button' | 'inline' | 'search';
  /** What stands above it, and on the button. @default 'Ask the docs' */
  readonly label?: string;
  /** What stands in the empty box. */
  readonly placeholder?: string;
  /** What is said before the first question. */
  readonly greeting?: string;
  /** Of the button, as `#rrggbb`. */
  readonly color?: string;
  /** @default 'auto': what the visitor prefers */
  readonly theme?: 'auto' | 'light' | 'dark';
  /** The corner of the button. @default 'right' */
  readonly side?: 'left' | 'right';
}

/** The name of the element. */
export declare const ELEMENT: 'docent-widget';

/** Makes the element known to the page; once is enough, and twice does no harm. */
export declare function defineDocent(): void;

/**
 * Puts a widget into the page.
 * @param parent what it stands in; the end of the page without
 * @returns the element; `remove()` takes it away
 */
export declare function mountDocent(options: DocentOptions, parent?: Element): HTMLElement;
