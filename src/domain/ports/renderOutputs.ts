import type { RenderReport } from '../render/job.ts';
import type { JobDraft } from './renderStore.ts';

/** The output folder as renders see it: attempts of their own, published by one rename. Paths of deliverables are relative to it, `/`-separated. */
export type RenderOutputs = {
  /** The absolute folder of one attempt, on the same file system as the deliverables; `name` is the render's id, or its and a chunk's. */
  readonly attemptFolder: (name: string, attempt: number) => string;
  /**
   * Moves a render to where it is delivered: the files that its reports name, linked from their attempts' folders, and the report, in one rename. A folder that is there
   * already stays, if it is this render's; else Conflict. Throws Unavailable for a full disk or missing permission.
   */
  readonly publish: (
    parts: readonly { readonly folder: string; readonly report: RenderReport }[],
    whole: { readonly job: JobDraft; readonly report: RenderReport },
    outputPath: string,
  ) => Promise<void>;
  /** Removes the folders of attempts of a render. */
  readonly clean: (renderId: string) => Promise<void>;
  /** Absolute path of a deliverable's folder. Throws InvalidInput for one that leaves the output folder. */
  readonly locate: (outputPath: string) => string;
  /** Files of an absolute folder with their text, for explanations. */
  readonly texts: (folder: string) => Promise<readonly { readonly fileName: string; readonly content: string }[]>;
  /** Files below a delivered folder, by path; at most so many, none where it is gone. */
  readonly list: (packagePath: string, most: number) => Promise<readonly { readonly path: string; readonly sizeBytes: number }[]>;
  /** Why nothing can be written there, in a sentence. */
  readonly trouble: () => Promise<string | undefined>;
  /** Links (or copies, across file systems) delivered files into a package; writes its own texts. `seal` gets the absolute folder while nobody sees it yet. */
  readonly assemble: (packagePath: string, entries: readonly PackageEntry[], seal: (folder: string) => Promise<unknown>) => Promise<void>;
};

export type PackageEntry = { readonly path: string } & (
  | {
      readonly from: string;
      /** Left out where it is not there. */
      readonly optional?: true;
    }
  | { readonly text: string }
);
