/** What in a text of mrkdwn would ping somebody or be shown as more than text: everything but our own links. */
export function liveMarks(text: string): string[] {
  const withoutOwn = text.replace(/<https?:[^<>|\s]*\|[^<>\n]*>/g, '');
  return [
    ...(withoutOwn.match(/[<>]/g) ?? []),
    ...(withoutOwn.match(/&(?!amp;|lt;|gt;)/g) ?? []),
    ...(withoutOwn.match(/(?<![\p{L}\p{N}])[*_~](?=[^\s\u200b])/gu) ?? []),
    ...(withoutOwn.match(/`(?!\u200b)/g) ?? []),
    ...(withoutOwn.match(/^[ \t]*&gt;/gm) ?? []),
  ];
}
