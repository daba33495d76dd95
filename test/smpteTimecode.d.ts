declare module 'smpte-timecode';
