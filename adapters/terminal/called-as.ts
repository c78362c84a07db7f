/** What is typed for `docent` where it was called: npm runs it in a checkout, which has no command of its own. */
export function calledAs(env: Readonly<Record<string, string | undefined>>): string {
  return env.npm_lifecycle_event === 'docent' ? 'npm run docent --' : 'docent';
}
