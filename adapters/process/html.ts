const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A text as HTML, in an element or in a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

/** A link that opens nothing but a web page; the text alone when the address is no such. */
export function link(address: string, html: string): string {
  return /^https?:\/\//.test(address)
    ? `<a href="${escapeHtml(address)}" rel="noreferrer noopener" target="_blank">${html}</a>`
    : html;
}
