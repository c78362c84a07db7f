/** Headings of releases and of their lists: an article is called by none of them. */
const RELEASE = /^\[?(?:unreleased|v?\d+(?:\.(?:\d+|x))+(?:[-.+ ](?:\S+))?)\]?(?:\s*[-–—(].*)?$/i;

/** Headings of what every article may have. */
const OF_ANY = /^(?:(?:table of )?contents|toc|on this page|overview of contents)$/i;

/** Whether a heading says nothing of what its article is about: "Unreleased", "v1.2.3 - 2024-01-01", "Contents". */
export function isNoTitle(heading: string): boolean {
  const text = heading.trim();
  return text === '' || RELEASE.test(text) || OF_ANY.test(text);
}

/** Files that are the page of their folder. */
const OF_FOLDER = /^(?:index|_index|readme|home)$/i;

/** A path as a title: "docs/release-notes.v2.docx" is "Release notes v2", "docs/README.md" is "Docs". */
export function titleOfFile(path: string): string {
  const steps = path.split(/[\\/]/);
  const file = (steps.pop() ?? '').replace(/\.[^.]+$/, '');
  const folder = steps.filter((step) => step !== '' && step !== '.' && step !== '..').pop();
  const name = OF_FOLDER.test(file) && folder ? folder : file;
  const words = name.replace(/[-_.\s]+/g, ' ').trim();
  return words === '' ? 'Untitled' : words.charAt(0).toUpperCase() + words.slice(1);
}
