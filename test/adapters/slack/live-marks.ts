/** What in a text of mrkdwn would ping somebody or be shown as more than text: everything but our own marks and links. */
export function liveMarks(text: string): string[] {
  const withoutOwn = text
    .replace(/```\n[\s\S]*?\n```/g, '')
    .replace(/<https?:[^<>|\s]*\|[^<>\n]*>/g, '')
    .replace(/\u200b\*([^*\n\u200b][^*\n]*)\*\u200b/g, '\u200b$1\u200b')
    .replace(/\u200b_([^_\n\u200b][^_\n]*)_\u200b/g, '\u200b$1\u200b');
  return [
    ...(withoutOwn.match(/[<>]/g) ?? []),
    ...(withoutOwn.match(/&(?!amp;|lt;|gt;)/g) ?? []),
    ...(withoutOwn.match(/(?<![\p{L}\p{N}])[*_~](?=[^\s\u200b])/gu) ?? []),
    ...(withoutOwn.match(/`(?!\u200b)/g) ?? []),
    ...(withoutOwn.match(/^[ \t]*&gt;/gm) ?? []),
  ];
}
