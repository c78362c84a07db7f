import type { KnownBlock } from '@slack/types';

/**
 * What Slack would refuse in blocks. The numbers stand here once more, from https://docs.slack.dev/reference/block-kit,
 * so that a wrong limit in the adapter is found.
 * @param max most blocks: 50 in a message, 100 in a view
 */
export function blockFaults(blocks: readonly KnownBlock[], max = 50): string[] {
  const faults: string[] = [];
  const check = (ok: boolean, fault: string) => {
    if (!ok) faults.push(fault);
  };
  check(blocks.length >= 1 && blocks.length <= max, `${blocks.length} blocks`);
  const ids: string[] = [];
  for (const block of blocks) {
    switch (block.type) {
      case 'header':
        check(isShort(block.text.text, 150) && block.text.type === 'plain_text', 'header');
        break;
      case 'section':
        check(block.text !== undefined || (block.fields?.length ?? 0) > 0, 'a section without text');
        if (block.text) check(isShort(block.text.text, 3000), `a section of ${block.text.text.length}`);
        check((block.fields?.length ?? 0) <= 10, 'more than 10 fields');
        for (const field of block.fields ?? []) check(isShort(field.text, 2000), 'a field too long');
        break;
      case 'context':
        check(block.elements.length >= 1 && block.elements.length <= 10, 'elements of a context');
        for (const one of block.elements)
          check('text' in one && isShort(one.text, 3000), 'a context too long');
        break;
      case 'actions':
        check(block.elements.length >= 1 && block.elements.length <= 25, 'elements of actions');
        for (const one of block.elements) {
          if ('action_id' in one) ids.push(one.action_id ?? '');
          if (one.type === 'button') {
            check(isShort(one.text.text, 75), `the label ${one.text.text}`);
            check(isShort(one.value ?? 'x', 2000), 'a value too long');
          } else if (one.type === 'static_select') {
            check(isShort(one.placeholder?.text ?? 'x', 150), 'a placeholder too long');
            check((one.options?.length ?? 0) >= 1 && (one.options?.length ?? 0) <= 100, 'options');
            for (const { text, value } of one.options ?? [])
              check(isShort(text.text, 75) && isShort(value ?? '', 75), `the option ${value}`);
          } else faults.push(`an element ${one.type}`);
        }
        break;
      case 'input':
        check(isShort(block.label.text, 2000), 'a label too long');
        break;
      default:
        faults.push(`a block ${block.type}`);
    }
  }
  for (const id of ids) check(isShort(id, 255), `the id ${id}`);
  check(new Set(ids).size === ids.length, `ids come twice: ${ids.join(' ')}`);
  return faults;
}

const isShort = (text: string, max: number): boolean => text.length >= 1 && text.length <= max;

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
