/** The part of the npm package that the timecode tests compare with; it brings no types. */
declare module 'smpte-timecode' {
  const Timecode: new (
    from: number | string,
    frameRate: number,
    dropFrame: boolean,
  ) => { readonly frameCount: number; readonly toString: () => string };
  export = Timecode;
}
