/**
 * The job file: all that an engine is told about one unit of rendering. JSON, versioned, complete in itself (documents lie in it as text), so that the
 * same file runs on a laptop, a render farm or a cloud function. What an engine gives back is a RenderReport. Absent means absent: no nulls.
 */
import type { Cdl } from '../cdl.ts';
import type { FramingChoice } from '../fdl.ts';

export const jobVersion = 1;

export type RenderJob = {
  readonly version: typeof jobVersion;
  /** `explain`: pipeline, commands and sidecars, and no pictures. */
  readonly task: 'render' | 'explain';
  readonly renderId: string;
  readonly attempt: number;
  /** Name of the engine that does it. */
  readonly engine: string;
  readonly recipe: string;
  /** Hash of everything that decides the result (domain/render/identity). */
  readonly identity: string;
  readonly clip: { readonly id: string; readonly name: string; readonly reel?: string };
  readonly source: RenderSource;
  /** Clip frames, zero-based; `out` is exclusive. */
  readonly range: { readonly in: number; readonly out: number };
  /** Where this is a part of a larger job: the clip frame that has the first number. */
  readonly numberedFrom?: number;
  /** Playback rate, `24000/1001`. */
  readonly rate: string;
  /** Runs of labels in frames since midnight; absent where the clip has no timecode. */
  readonly timecode?: JobTimecode;
  readonly colour: JobColour;
  readonly framing: JobFraming;
  readonly outputs: readonly JobOutput[];
  /** Texts that are written beside the pictures. */
  readonly sidecars: readonly { readonly path: string; readonly kind: string; readonly text: string }[];
  /** Attributes of every picture's header, in OpenEXR's names. */
  readonly header: Readonly<Record<string, HeaderValue>>;
  /** What somebody chose, so that the same can be asked again; it is decided above, and no engine needs it. */
  readonly asked?: JobAsked;
  /** This attempt's own folder; nothing outside it is written. */
  readonly workFolder: string;
  /** Folders of earlier attempts, the newest first: frames that they finished are taken over. */
  readonly previousFolders?: readonly string[];
  /** Threads of the image libraries. One, and more processes: two one-thread processes beat one with two threads. */
  readonly threads: number;
};

export type JobAsked = {
  /** Parameters of the recipe, a production's own defaults among them. */
  readonly parameters?: Readonly<Record<string, unknown>>;
  readonly framing?: FramingChoice;
  /** Id of the document that was named instead of the one in force; `given` where its bytes came with the request. */
  readonly amf?: string;
  readonly fdl?: string;
};

export type JobTimecode = {
  readonly base: number;
  readonly dropFrame: boolean;
  readonly runs: readonly { readonly frame: number; readonly label: number }[];
  /** Absent: one. 2 for 50p with labels of base 25, which frames share in pairs. */
  readonly framesPerLabel?: number;
};

export type RenderSource =
  | {
      readonly format: 'movie';
      readonly segments: readonly { readonly path: string; readonly frameCount?: number }[];
      readonly decode?: MovieDecode;
    }
  | { readonly format: 'dng'; readonly files: readonly string[]; readonly decode?: RawDecode }
  | { readonly format: 'image'; readonly files: readonly string[]; readonly decode?: Readonly<Record<string, never>> }
  /** Only a plugged-in engine decodes it; its decode parameters are its own. */
  | {
      readonly format: 'vendor';
      readonly vendor: string;
      readonly segments: readonly { readonly path: string; readonly frameCount?: number }[];
      readonly decode?: Readonly<Record<string, unknown>>;
    };

/** Where the file does not say, or says it wrongly. Matrix in zscale's names (`709`, `2020_ncl`, `170m`). */
export type MovieDecode = { readonly matrix?: string; readonly range?: 'limited' | 'full' };

/** LibRaw: everything that would make one frame differ from the next by its own content is off and cannot be turned on. */
export type RawDecode = {
  readonly demosaic?: 'LINEAR' | 'VNG' | 'PPG' | 'AHD' | 'DCB' | 'DHT' | 'AAHD';
  readonly highlights?: 'clip' | 'ignore' | 'blend';
  /** R, G, B; the camera's own where absent. */
  readonly whiteBalanceFactors?: readonly number[];
  /** Instead of factors: daylight (a black body below 4000 K), and tint beside it. */
  readonly whiteBalanceKelvin?: number;
  readonly tint?: number;
  readonly exposureStops?: number;
  /** Multiplies sensor-normalised light to scene light; one number for the whole clip. */
  readonly sceneScale?: number;
};

export type JobColour = {
  /** OpenColorIO's built-in configuration where no AMF decides it. */
  readonly config?: string;
  /** Colour space of the source in that configuration, from the camera's facts; an AMF's input transform beats it. */
  readonly input?: string;
  readonly amf?: { readonly name: string; readonly text: string };
  /** LUT, CLF and CDL files that the AMF names, by the name it uses: their text, or where they lie. */
  readonly files?: readonly { readonly name: string; readonly path?: string; readonly text?: string }[];
  /** Looks beside an AMF; `space` is where they work, ACEScct where absent. */
  readonly looks?: readonly (
    { readonly cdl: Omit<Cdl, 'id'>; readonly space?: string } | { readonly path: string; readonly space?: string }
  )[];
};

export type JobFraming =
  | { readonly kind: 'full' }
  | {
      readonly kind: 'crop';
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      readonly targetWidth?: number;
      readonly targetHeight?: number;
    }
  | {
      readonly kind: 'fdl';
      readonly text: string;
      readonly context?: string;
      readonly canvas?: string;
      readonly decision?: string;
      /** Id of a canvas template in the document; absent: a plain crop to the decision. */
      readonly template?: string;
      /** Crop to the protection area instead of the decision. */
      readonly protection?: boolean;
      /** Where the resulting FDL is written. */
      readonly outputPath?: string;
    };

export type ColourTarget =
  /** As it was recorded. */
  | { readonly to: 'source' }
  | { readonly to: 'space'; readonly space: 'ACES2065-1' | 'ACEScg'; readonly look?: boolean }
  /** The AMF's output transform, or the Rec.709 view of the system, where neither is named. */
  | { readonly to: 'view'; readonly display?: string; readonly view?: string; readonly look: boolean };

/** A box that the picture is scaled down into. */
export type OutputSize = { readonly width?: number; readonly height?: number };

export type JobOutput = PictureOutput | MovieOutput | CopyOutput | SheetOutput;

export type PictureOutput = {
  readonly kind: 'plate' | 'still';
  /** Below the work folder, with one `%04d`. */
  readonly pattern: string;
  readonly firstFrame: number;
  readonly format: 'exr' | 'dpx' | 'tiff' | 'jpeg' | 'png';
  readonly compression?: string;
  readonly container?: 'st2065-4';
  readonly bits?: number;
  readonly quality?: number;
  readonly colour: ColourTarget;
  readonly size?: OutputSize;
};

export type MovieCodec = 'prores-proxy' | 'prores-lt' | 'prores-422' | 'prores-hq' | 'h264' | 'dnxhr-lb' | 'dnxhr-sq' | 'dnxhr-hqx';

export type MovieOutput = {
  readonly kind: 'proxy';
  readonly path: string;
  readonly codec: MovieCodec;
  /** MXF: OP-Atom instead of OP1a. */
  readonly operationalPattern?: 'atom';
  /** Constant rate factor of H.264. */
  readonly quality?: number;
  readonly colour: ColourTarget;
  readonly size?: OutputSize;
  /** Lines of text over the picture. */
  readonly burnIn?: { readonly left?: string; readonly right?: string; readonly timecode: boolean };
};

/** Packets as they are. */
export type CopyOutput = {
  readonly kind: 'trim';
  /** A folder; files keep the source's names. */ readonly path: string;
  readonly longGop: 'whole' | 'refuse';
};

export type SheetOutput = {
  readonly kind: 'sheet';
  readonly path: string;
  readonly columns: number;
  readonly rows: number;
  readonly tileWidth: number;
  readonly colour: ColourTarget;
};

export type HeaderValue =
  | { readonly type: 'string'; readonly value: string }
  | { readonly type: 'float' | 'int'; readonly value: number }
  | { readonly type: 'float2' | 'rational'; readonly value: readonly [number, number] };

export type ReportedFile = {
  /** Below the work folder. */
  readonly path: string;
  readonly kind: string;
  readonly sizeBytes: number;
  readonly sha256: string;
  readonly clipFrame?: number;
  readonly frame?: number;
  /** Of a plate's first frame: what was read back from the file. */
  readonly header?: { readonly timecode?: string; readonly reel?: string };
};

/** What an engine did. Written last and in one rename: where there is a report, the job is finished. */
export type RenderReport = {
  readonly version: 1;
  readonly renderId: string;
  readonly attempt: number;
  readonly identity?: string;
  readonly engine: { readonly name: string; readonly version: string; readonly libraries: Readonly<Record<string, string>> };
  readonly frameCount: number;
  readonly reusedFrames: number;
  /** Of the decoded pictures; absent where none were decoded. */
  readonly sourceSize?: { readonly width: number; readonly height: number };
  /** The frames that were really taken, where a codec did not allow the ones asked for. */
  readonly range?: { readonly in: number; readonly out: number };
  readonly files: readonly ReportedFile[];
  readonly commands: readonly string[];
  readonly notes: readonly string[];
  readonly seconds: Readonly<Record<string, number>>;
  readonly cpuSeconds: number;
  readonly machine: string;
};
