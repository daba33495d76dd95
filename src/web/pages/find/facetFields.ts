import type { ClipFacet } from '../../generated/operations.ts';

type FacetField = {
  readonly facet: ClipFacet;
  /** The search field that it writes. */
  readonly field: string;
  readonly label: string;
  /** How values are ordered; by count where absent. */
  readonly order?: 'number' | 'text';
  readonly isOpen?: boolean;
  readonly words?: Readonly<Record<string, string>>;
};

/** What can be counted beside a search, in the order in which people narrow down. */
export const facetFields: readonly FacetField[] = [
  { facet: 'SHOOT_DATE', field: 'day', label: 'Day', order: 'text', isOpen: true },
  { facet: 'CAMERA_INDEX', field: 'camera', label: 'Camera', order: 'text', isOpen: true },
  { facet: 'MODEL', field: 'model', label: 'Model', isOpen: true },
  { facet: 'REEL', field: 'reel', label: 'Reel', order: 'text', isOpen: true },
  { facet: 'SCENE', field: 'scene', label: 'Scene', order: 'text' },
  { facet: 'CODEC', field: 'codec', label: 'Codec', isOpen: true },
  { facet: 'RATE', field: 'rate', label: 'Rate' },
  { facet: 'EXPOSURE_INDEX', field: 'ei', label: 'Exposure index', order: 'number', isOpen: true },
  { facet: 'WHITE_BALANCE', field: 'wb', label: 'White balance', order: 'number' },
  { facet: 'LENS', field: 'lens', label: 'Lens' },
  { facet: 'RESOLUTION', field: 'resolution', label: 'Size' },
  { facet: 'FORMAT', field: 'format', label: 'Format' },
  { facet: 'MAKE', field: 'make', label: 'Maker' },
  {
    facet: 'STATE',
    field: 'state',
    label: 'State',
    words: { ANNOUNCED: 'announced', REGISTERED: 'registered', INSPECTED: 'read', FAILED: 'failed' },
  },
  { facet: 'ONLINE', field: 'online', label: 'Media', words: { true: 'present', false: 'absent' }, isOpen: true },
];

export const facetOf = (field: string): ClipFacet | undefined => facetFields.find((each) => each.field === field)?.facet;
