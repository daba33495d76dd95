/** Formats whose pixels only their maker's decoder gives: refused by name until an engine for them is plugged in. */
export type VendorFormat = {
  /** As RUSHES_ENGINES names it. */
  readonly name: string;
  readonly label: string;
  /** Tested on the codec that inspection found, and on a file's extension. */
  readonly codec?: RegExp;
  readonly extension?: RegExp;
  /** Where its decoder comes from. */
  readonly decoder: string;
};

export const vendorFormats: readonly VendorFormat[] = [
  { name: 'r3d', label: 'REDCODE', extension: /^r3d$/, codec: /redcode|r3d/i, decoder: 'RED’s R3D SDK, or FilmLight’s Baselight engine' },
  {
    name: 'arriraw',
    label: 'ARRIRAW',
    extension: /^(ari|arx)$/,
    codec: /arriraw/i,
    decoder: 'ARRI’s Image SDK, or FilmLight’s Baselight engine',
  },
  { name: 'braw', label: 'Blackmagic RAW', extension: /^braw$/, codec: /braw|blackmagic raw/i, decoder: 'Blackmagic’s RAW SDK' },
  { name: 'x-ocn', label: 'X-OCN', codec: /x-?ocn/i, decoder: 'Sony’s RAW SDK, or FilmLight’s Baselight engine' },
  { name: 'canon-raw', label: 'Cinema RAW', extension: /^crm$/, codec: /cinema raw|crm/i, decoder: 'Canon’s RAW SDK' },
  { name: 'n-raw', label: 'N-RAW', extension: /^nev$/, codec: /n-raw|tico/i, decoder: 'Nikon’s N-RAW SDK' },
  { name: 'prores-raw', label: 'ProRes RAW', codec: /prores raw|aprn|aprh/i, decoder: 'an engine that debayers ProRes RAW' },
];
