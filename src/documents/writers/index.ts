/** The list of documents that Rushes writes beside deliverables. */
export { writePlateAmf, type PlateAmf } from './amf.ts';
