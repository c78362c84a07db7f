/** Opens an address in the browser of who sits here. Where there is none the address that they were told is enough. */
export async function openInBrowser(address: string): Promise<void> {
  try {
    const { default: open } = await import('open');
    const browser = await open(address);
    browser.once('error', () => undefined);
  } catch {}
}
