export const browserPath = '/usr/bin/chromium';

/** No sandbox as root, no graphics processor, and nothing that calls home. */
export const browserArguments = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
] as const;
