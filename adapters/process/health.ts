/** How a part of the program is: a platform that is connected is `up`. */
export type PartState = 'starting' | 'up' | 'down' | 'stopping';

/** Whether the program is fit to be asked: every part of it must be up. */
export interface Health {
  set(part: string, state: PartState): void;
  /** Says what is good to know and keeps nobody from asking: `meaning`, “words answer”. */
  note(about: string, text: string): void;
  readonly isReady: boolean;
  readonly parts: Readonly<Record<string, PartState>>;
  readonly notes: Readonly<Record<string, string>>;
}

export function createHealth(): Health {
  const parts = new Map<string, PartState>();
  const notes = new Map<string, string>();
  return {
    note: (about, text) => void notes.set(about, text),
    get notes() {
      return Object.fromEntries(notes);
    },
    set: (part, state) => void parts.set(part, state),
    get isReady() {
      return parts.size > 0 && [...parts.values()].every((state) => state === 'up');
    },
    get parts() {
      return Object.fromEntries(parts);
    },
  };
}
