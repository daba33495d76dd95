import { day, matching, workstations, oneOf, text, textExcept, utcOffset, whole, writtenTime, yes, yesNo } from '../parsers.ts';
import { bareName } from '../../clipName.ts';
import { derived, field, from, fromBraw, type FieldRule, type Found, type Parser } from '../rule.ts';

const noRaw = { source: '', readerVersion: '', path: '', values: {} };

const bare: Parser = { name: 'bareName', parse: (raw) => bareName(raw) || undefined };

/** Names of film scanners, which fill the same field. */
const scanners =
  /spirit|northlight|arriscan|scanity|imagica|cintel|director|lasergraphics|golden ?eye|millennium|datacine|telecine|scanner|shadow|ursa|diamond/i;
const reelOfDevice: Parser = {
  name: 'reelUnlessScanner',
  parse: (raw) => (/^[\w.-]{2,32}$/.test(raw) && /\d/.test(raw) && !scanners.test(raw) ? raw : undefined),
};

/** Who, where, when and what: names, slate and production. Names from the camera's own metadata; file names are evidence elsewhere. */
export const identityFields: readonly FieldRule[] = [
  field(
    'reel',
    from('quicktime', 'trak*.tmcd.name', text, 'the name stamped on the timecode track is what a list is cut with'),
    from(
      'dpx',
      'source.device',
      reelOfDevice,
      'conform tools write the reel into the input device; scanners write themselves, which is no reel',
    ),
    from('exr', ['reelName', 'com.arri.camera.ReelName'], text, 'the standard attribute'),
    from(
      'quicktime',
      ['key.com.arri.camera.ReelName', 'key.com.apple.proapps.studio.reel', 'key.com.apple.proapps.reel', 'key.reel_name'],
      text,
      'metadata keys of the movie',
    ),
    from('exiftool', ['IFD0:ReelName', 'ExifIFD:ReelName'], text, 'CinemaDNG ReelName'),
    from('mxf', 'tape.name', text, 'the tape that the file was cut out of'),
    from(
      'mediainfo',
      ['General:reel_name', 'General:TapeName', 'General:extra.reel_name', 'General:extra.TapeName'],
      text,
      'the container says so',
    ),
    from(
      'exiftool',
      ['MXF:ReelOrRollNumber', 'Track*:ReelOrRollNumber', 'MXF:PhysicalMediaTitle'],
      text,
      'descriptive metadata of the MXF',
    ),

    from('export:arriJson', 'desc.Slate Info.reelName', text, "ARRI's own reader"),
    from('export:arriCsv', 'Reel', text, "ARRI's own reader"),
    from('sidecar:NonRealTimeMeta', 'TapeName', text, "Sony's sidecar"),
    derived('sidecar:NonRealTimeMeta', 'cameraAndReel', 'letter and number, as the clips of the card are named', (raw) => {
      const [letter, reel] = [raw.values['meta.CameraIndex'], raw.values['meta.Reel']];
      if (reel === undefined || !/^\d{1,4}$/.test(reel)) return undefined;
      return { value: /^[A-Z]{1,2}$/.test(letter ?? '') ? `${letter}${reel}` : reel, key: 'meta.Reel', raw: reel };
    }),
    from('export:canon', 'ReelNumber', text, "Canon's own reader"),
    from('list:ale', ['Tape', 'Camroll'], text, 'what the dailies house wrote down'),
    derived('exiftool', 'cameraAndReelOfR3d', "letter and three digits, as RED's own CamReelID", (raw) => {
      const [letter, reel] = [raw.values['Red:CameraType'], raw.values['Red:ReelNumber']];
      if (reel === undefined || !/^\d{1,4}$/.test(reel)) return undefined;
      const camera = letter !== undefined && /^[A-Z]$/.test(letter) ? letter : '';
      return { value: camera === '' ? reel : `${camera}${reel.padStart(3, '0')}`, key: 'Red:ReelNumber', raw: reel };
    }),
    from('export:redline', ['CamReelID', 'ReelID'], text, "RED's own reader: camera letter and reel number"),
    ...fromBraw('clip.reel_name', text, 'the reel number that the operator set'),
    from('bwf', ['ixml.TAPE', 'bext.TAPE'], text, 'the sound roll is the reel of a sound file'),
  ),
  field(
    'identity.clipName',
    from('exr', ['interim.clip.cameraClipName', 'com.arri.camera.CameraClipName'], text, 'the camera wrote it'),
    from(
      'quicktime',
      [
        'key.com.arri.camera.CameraClipName',
        'key.com.arri.camera.ClipName',
        'key.clip_number',
        'key.com.apple.proapps.clipFileName',
        'key.com.apple.proapps.clipID',
      ],
      text,
      'the camera wrote it',
    ),
    from('exiftool', 'Red:OriginalFileName', matching(/^(.+?)(?:_\d{3})?\.R3D$/i, 'stemOfR3d'), 'the name under which the camera recorded'),
    from('export:redline', 'Clip Name', text, 'the camera wrote it'),
    from('export:arriJson', 'desc.Slate Info.clipName', text, 'the camera wrote it'),
    from('export:arriCsv', 'Camera Clip Name', text, 'the camera wrote it'),
    ...fromBraw('clip.clip_number', text, 'the camera wrote it'),
    from('sidecar:NonRealTimeMeta', 'RelevantTo.clipName', text, 'the card names it'),
    from('export:sony', 'Clip Name', text, 'the camera wrote it'),
    from('sidecar:P2', ['ClipMetadata.UserClipName', 'ClipName'], text, 'the card names it'),
    from('index:sony', 'clip.name', text, 'the card names it'),

    from('list:ale', ['Name', 'Source File'], bare, 'what the dailies house wrote down'),
    from('mxf', 'material.name', text, 'the material package, where engines name that of the tape first'),
    from(
      'mediainfo',
      'General:PackageName',
      matching(/^(?!.*\bmaterial package\b)(.*?)(?: \/ |$)/i, 'firstPackage'),
      'the material package of an MXF, unless it is only called so: "Material Package" is the default of several writers',
      0.7,
    ),
  ),
  field(
    'identity.fileCreated',
    from('mediainfo', 'General:Encoded_Date', writtenTime, 'when this file was begun: of an original the take, of a transcode not'),
  ),
  field('identity.alternateReel', from('export:redline', 'AltReelID', text, "RED's long reel, which some lists carry")),
  field(
    'identity.originalFileName',
    from('exiftool', ['Red:OriginalFileName', 'IFD0:OriginalRawFileName'], text, 'the name that the camera gave'),
    from('export:redline', 'Original File Name', text, "RED's own reader"),
    from('dpx', ['source.file'], text, 'the file it was made of'),
    from('dpx', 'file.name', text, 'the name it was written under'),
  ),
  field(
    'identity.uuid',
    from('exr', ['com.arri.camera.ArriUuid', 'uuid'], text, 'the camera wrote it'),
    from(
      'quicktime',
      [
        'key.com.arri.camera.UUID',
        'key.com.arri.camera.ArriUuid',
        'key.com.blackmagic-design.camera.uuid',
        'key.com.apple.quicktime.content.identifier',
      ],
      text,
      'the camera wrote it',
    ),
    from('export:redline', 'UUID', text, 'the camera wrote it'),
    from('export:arriCsv', 'UUID', textExcept('00000000-0000-0000-0000-000000000000'), 'the camera wrote it'),
    from(
      'exiftool',
      ['UserData:MediaUID', 'IFD0:RawDataUniqueID', 'Canon:ImageUniqueID'],
      textExcept('0'.repeat(32)),
      'the camera wrote it',
    ),
  ),
  field(
    'identity.umid',
    from('export:arriJson', 'clip.Clip Info.clipUMID', text, 'the camera wrote it'),
    from('sidecar:NonRealTimeMeta', 'TargetMaterial.umidRef', text, 'the camera wrote it'),
    from('sidecar:P2', 'GlobalClipID', text, 'the camera wrote it'),
    from('index:sony', 'Material.umid', text, 'the card lists it'),
    from('export:canon', 'UMID', text, 'the camera wrote it'),
    from(
      'exiftool',
      ['MXF:MaterialPackageID', 'MXF:PackageID', 'Track*:PackageID', 'RIFF:BWF_UMID'],
      textExcept('0'.repeat(64)),
      'the material package',
    ),
    from('export:arriCsv', 'SMPTE UMID', text, 'the camera wrote it'),
  ),
  field(
    'identity.storageMediaId',
    from('exiftool', 'Red:StorageSerialNumber', text, 'the magazine'),
    from('export:redline', 'Media Serial Number', text, 'the magazine'),
    from('export:arriCsv', 'Storage Media Serial Number', text, 'the magazine'),
    from('export:arriJson', 'desc.Recording Medium.mediumSerialNumber', text, 'the magazine'),
    from('quicktime', ['key.com.arri.camera.StorageMediaSerialNumber', 'key.com.zcam.camera.storage'], text, 'the magazine'),
    from('index:sony', 'Attached.mediaId', text, 'the card'),
  ),
  field(
    'identity.reelNumber',
    from('exiftool', 'Red:ReelNumber', whole, 'the camera counts'),
    from('export:redline', 'Reel', whole, 'the camera counts'),
    from('export:canon', 'ReelNumber', whole, 'the camera counts'),
    from('sidecar:NonRealTimeMeta', 'meta.Reel', whole, 'the camera counts'),
    from('export:arriJson', 'desc.Slate Info.reelNumber', matching(/^([1-9]\d*)$/, 'whole', whole), 'the camera counts; 0 is unset'),
  ),
  field(
    'identity.clipNumber',
    from('exiftool', 'Red:OriginalFileName', matching(/_[CLRS](\d{3})_/, 'clipNumberOfR3d', whole), 'the camera counts'),
    from('export:redline', 'Clip', whole, 'the camera counts'),
    from('sidecar:NonRealTimeMeta', 'meta.Shot', whole, 'the camera counts'),
    from('export:arriJson', 'desc.Slate Info.clipNumber', matching(/^([1-9]\d*)$/, 'whole', whole), 'the camera counts; 0 is unset'),
  ),
  field(
    'slate.production',
    ...words('production', {
      'sidecar:NonRealTimeMeta': ['meta.Production', 'meta.Project'],
      'sidecar:P2': ['ClipMetadata.Scenario.ProgramName'],
      quicktime: [
        /^key\.com\.arri\.camera\.(?:ProductionInfo\.?)?Production$/i,
        'key.com.apple.proapps.studio.project',
        'key.project_name',
        'key.production',
      ],
      dpx: ['file.project'],
      exr: ['production', 'project'],
      'export:arriJson': ['desc.Slate Info.production'],
      'export:arriCsv': ['Production'],
      'export:redline': ['Production Name', 'Project'],
      braw: ['clip.project_name'],
      bwf: ['ixml.PROJECT'],
      'list:ale': ['Production'],
    }),
  ),
  field(
    'slate.productionCompany',
    ...words('company', { 'export:arriJson': ['desc.Slate Info.productionCompany'], 'export:arriCsv': ['Production Company'] }),
  ),
  field(
    'slate.shootDay',
    from('export:arriJson', 'desc.Slate Info.shootingDay', matching(/^([1-9]\d*)$/, 'whole', whole), '0 is unset'),
    from('list:ale', ['Shoot Day', 'Shooting Day', 'Day'], text, 'what the dailies house wrote down'),
  ),
  field('slate.unit', ...words('unit', { 'export:redline': ['Unit'], quicktime: ['key.com.arri.camera.Unit'], 'list:ale': ['Unit'] })),
  field(
    'slate.location',
    ...words('location', {
      'export:arriCsv': ['Location'],
      'export:arriJson': ['desc.Slate Info.Location'],
      'export:redline': ['Location'],
      quicktime: ['key.location'],
    }),
  ),
  field(
    'slate.scene',
    ...words('scene', {
      'sidecar:NonRealTimeMeta': ['meta.Scene'],
      'sidecar:P2': [/^ClipMetadata\.Scenario\.SceneNo\.?$/],
      quicktime: [
        /^key\.com\.arri\.camera\.(?:ProductionInfo\.?)?Scene(?:Name)?$/i,
        'key.com.apple.proapps.studio.scene',
        'key.com.apple.proapps.scene',
        'key.scene',
      ],
      exr: ['interim.clip.sceneName', 'scene', 'com.arri.camera.Scene'],
      'export:arriJson': ['desc.Slate Info.scene'],
      'export:arriCsv': ['Scene'],
      'export:redline': ['Scene'],
      braw: ['clip.scene'],
      'export:canon': ['SceneNumber'],
      bwf: ['ixml.SCENE', 'bext.SCENE'],
      'list:ale': ['Scene'],
    }),
  ),
  field(
    'slate.shot',
    ...words('shot', {
      'sidecar:NonRealTimeMeta': ['meta.Shot'],
      'export:canon': ['ShotNumber'],
      'export:redline': ['Shot'],
      quicktime: ['key.com.apple.proapps.studio.shot', 'key.com.apple.proapps.shot'],
      'list:ale': ['Shot'],
    }),
  ),
  field(
    'slate.take',
    ...words('take', {
      'sidecar:NonRealTimeMeta': ['meta.Take'],
      'sidecar:P2': [/^ClipMetadata\.Scenario\.TakeNo\.?$/],
      quicktime: [/^key\.com\.arri\.camera\.(?:ProductionInfo\.?)?Take(?:Name)?$/i, 'key.com.apple.proapps.studio.take', 'key.take'],
      exr: ['interim.clip.takeName', 'take', 'com.arri.camera.Take'],
      exiftool: ['Red:Take'],
      'export:arriJson': ['desc.Slate Info.take'],
      'export:arriCsv': ['Take'],
      'export:redline': ['Take'],
      braw: ['clip.take'],
      'export:canon': ['TakeNumber'],
      bwf: ['ixml.TAKE', 'bext.TAKE'],
      'list:ale': ['Take'],
    }),
  ),
  field(
    'slate.circled',
    from(
      'quicktime',
      ['key.com.arri.camera.CircleTake', 'key.com.apple.proapps.isGood', 'key.good_take'],
      yes,
      'only a yes says something',
    ),
    from('export:arriJson', 'desc.Slate Info.circleTake', yes, 'only a yes says something: no is the default'),
    from('export:arriCsv', 'Circle Take', yes, 'only a yes says something'),
    from('export:redline', 'Circle', yes, 'only a yes says something'),
    ...fromBraw('clip.good_take', yesNo, 'the operator marks takes in the camera'),
    from('sidecar:NonRealTimeMeta', 'meta.Circle', yes, 'only a yes says something'),
    from('bwf', 'ixml.CIRCLED', yesNo, 'the sound report'),
  ),
  field(
    'slate.director',
    ...words('director', {
      'export:arriJson': ['desc.Slate Info.director'],
      'export:arriCsv': ['Director'],
      'export:redline': ['Director'],
      braw: ['clip.director'],
      quicktime: [/^key\.com\.arri\.camera\.(?:ProductionInfo\.?)?Director$/i, 'key.director'],
      'sidecar:NonRealTimeMeta': ['meta.DirectorName'],
    }),
  ),
  field(
    'slate.dop',
    ...words('dop', {
      'export:arriJson': ['desc.Slate Info.cinematographer'],
      'export:arriCsv': ['Cinematographer'],
      'export:redline': ['Director Of Photography'],
      quicktime: [/^key\.com\.arri\.camera\.(?:ProductionInfo\.?)?Cinematographer$/i],
      'sidecar:NonRealTimeMeta': ['meta.DirectorOfPhotographyName'],
    }),
  ),
  field(
    'slate.operator',
    ...words('operator', {
      'export:arriCsv': ['Operator'],
      'export:arriJson': ['desc.Slate Info.Operator'],
      'export:redline': ['Camera Operator'],
      braw: ['clip.camera_operator'],
      quicktime: [/^key\.com\.arri\.camera\.(?:ProductionInfo\.?)?(?:Camera)?Operator$/i],
      'sidecar:P2': ['ClipMetadata.Shoot.Shooter'],
    }),
  ),
  field(
    'slate.soundRoll',
    ...words('sound roll', { 'export:arriCsv': ['Sound Roll'], 'list:ale': ['Soundroll', 'Sound Roll'], bwf: ['ixml.TAPE', 'bext.TAPE'] }),
  ),
  field('slate.dayNight', ...words('day or night', { braw: ['clip.day_night'], quicktime: ['key.com.blackmagic-design.camera.dayNight'] })),
  field(
    'slate.environment',
    ...words('interior or exterior', { braw: ['clip.environment'], quicktime: ['key.com.blackmagic-design.camera.environment'] }),
  ),
  field(
    'slate.note',
    ...words('note', { bwf: ['ixml.NOTE'], 'export:redline': ['Notes', 'Camera Notes'], 'list:ale': ['Comments', 'Description'] }),
  ),
  field(
    'slate.shootDate',
    from(
      'quicktime',
      [
        'key.com.apple.quicktime.creationdate',
        'key.com.arri.camera.DateCamera',
        'key.com.arri.camera.CreationDate',
        'key.date_recorded',
        'key.com.blackmagic-design.camera.dateRecorded',
      ],
      day,
      'the camera clock, local time',
    ),
    from('exr', ['Exif:DateTimeOriginal', 'capDate', 'dateTimeOriginal'], day, 'the camera clock; a conversion dates itself by capDate'),
    from('dpx', 'source.created', day, 'when the source was shot or scanned'),
    from(
      'exiftool',
      [
        'Red:DateCreated',
        'H264:DateTimeOriginal',
        'DV:DateTimeOriginal',
        'ExifIFD:DateTimeOriginal',
        'Keys:CreationDate',
        'RIFF:DateTimeOriginal',
        'XML:CreationDateValue',
      ],
      day,
      'the camera clock',
    ),
    from('export:arriJson', 'clip.Clip Info.clipCreationTime', day, 'the camera clock'),
    from('export:arriCsv', 'System Image Creation Date', day, 'the camera clock'),
    from('export:redline', 'Date', day, 'the camera clock'),
    ...fromBraw('clip.date_recorded', day, 'the camera clock'),
    from('sidecar:NonRealTimeMeta', 'CreationDate.value', day, 'the camera clock'),
    from('sidecar:djiSrt', 'date', day, 'the drone clock'),
    from('sidecar:P2', ['ClipMetadata.Shoot.StartDate', 'ClipMetadata.Access.CreationDate'], day, 'the camera clock'),
    derived('export:canon', 'recordDate', 'the camera clock in local time; CreationTime is in UTC', (raw) => canonDay(raw.values)),
    from('export:canon', 'CreationTime', day, 'the camera clock, in UTC'),
    from('list:ale', ['Shoot Date', 'Date', 'Shootdate'], day, 'what the dailies house wrote down'),
    derived(
      'bwf',
      'dayUnlessWorkstation',
      'the origination date of EBU Tech 3285: the clock of the recorder, not of a workstation',
      (raw) => {
        const text_ = raw.values['bext.date'];
        const value = text_ === undefined || workstations.test(raw.values['bext.originator'] ?? '') ? undefined : day.parse(text_, raw);
        return value === undefined || text_ === undefined ? undefined : { value, key: 'bext.date', raw: text_ };
      },
    ),
    from('mediainfo', 'General:Recorded_Date', day, 'the container says when it was recorded'),
  ),
  field(
    'slate.utcOffset',
    derived('exr', 'secondsToUtc', 'the standard attribute: seconds to add to local time, so west is positive', (raw) => {
      const text_ = raw.values['utcOffset'];
      const minutes = -Number(text_) / 60;
      if (text_ === undefined || text_ === '' || !Number.isInteger(minutes) || Math.abs(minutes) > 14 * 60) return undefined;
      const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
      const size = Math.abs(minutes);
      return { value: `${minutes < 0 ? '-' : '+'}${two(size / 60)}:${two(size % 60)}`, key: 'utcOffset', raw: text_ };
    }),
    from('quicktime', 'key.com.apple.quicktime.creationdate', utcOffset, 'the camera clock'),
    from('exiftool', ['H264:DateTimeOriginal', 'ExifIFD:OffsetTimeOriginal', 'Canon:TimeZone'], utcOffset, 'the camera clock'),
    from('export:arriCsv', 'System Image Timezone Offset', utcOffset, 'the camera clock'),
    from('sidecar:NonRealTimeMeta', 'CreationDate.value', utcOffset, 'the camera clock'),
    from('sidecar:P2', ['ClipMetadata.Shoot.StartDate', 'ClipMetadata.Access.CreationDate'], utcOffset, 'the camera clock'),
    derived('export:canon', 'timeZone', 'hours and minutes; a sign of 0 is east', (raw) => canonOffset(raw.values)),
  ),
  field(
    'camera.index',
    from('exr', ['cameraLabel', 'com.arri.camera.CameraIndex'], text, 'the camera wrote it'),
    from(
      'quicktime',
      ['key.com.arri.camera.CameraIndex', 'key.com.apple.proapps.cameraID', 'key.camera_number'],
      text,
      'the camera wrote it',
    ),
    from(
      'quicktime',
      'key.com.apple.proapps.cameraName',
      matching(/^([A-Z]{1,2})$/, 'letter'),
      'Z CAM and Blackmagic write the letter there, others a name',
    ),
    from('sidecar:NonRealTimeMeta', 'meta.CameraIndex', text, 'the camera wrote it'),
    from('exiftool', ['Red:CameraType', 'IFD0:CameraLabel'], matching(/^([A-Z]{1,2})$/, 'letter'), 'the camera wrote it'),
    from('export:arriJson', 'desc.Slate Info.cameraIndex', text, 'the camera wrote it'),
    from('export:arriCsv', 'Camera Index', text, 'the camera wrote it'),
    from('export:redline', 'Camera', text, 'the camera wrote it'),
    ...fromBraw('clip.camera_number', text, 'the camera wrote it'),

    from('list:ale', ['Camera', 'Cam'], text, 'what the dailies house wrote down'),
  ),
  field(
    'camera.position',
    from('export:redline', 'Camera Position', oneOf({ C: 'C', L: 'L', R: 'R' }), 'centre, left or right of a rig'),
    from('exiftool', 'Red:OriginalFileName', matching(/_([CLR])\d{3}_/, 'positionOfR3d'), 'centre, left or right of a rig'),
  ),
];

/** The same field under the names that each source gives it. */
function words(what: string, keys: Readonly<Record<string, readonly (string | RegExp)[]>>) {
  return Object.entries(keys).flatMap(([source, names]) =>
    source === 'braw'
      ? fromBraw(names as readonly string[], text, `${what}, as typed on set`)
      : [from(source, names, text, `${what}, as typed on set`)],
  );
}

/** Record_Date_* of Canon's first frame. */
function canonDay(values: Readonly<Record<string, string>>): Found | undefined {
  const [year, month, date] = ['Year', 'Month', 'Day'].map((name) => Number(values[`frame.Record_Date_${name}`] ?? NaN));
  const text_ = `${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`;
  const value = day.parse(text_, noRaw);
  return value === undefined ? undefined : { value, key: 'frame.Record_Date_Year', raw: text_ };
}

/** Daylight saving time counts on top of the zone. */
function canonOffset(values: Readonly<Record<string, string>>): Found | undefined {
  const [sign, hours, minutes, saving] = [
    'Time_Zone_Hour_Value_Sign',
    'Time_Zone_Hour_Value',
    'Time_Zone_Minute_Value',
    'Daylight_Saving_Time_Flag',
  ].map((name) => Number(values[`frame.${name}`] ?? NaN)) as [number, number, number, number];
  if (![0, 1].includes(sign) || !(hours <= 14) || !(minutes < 60) || saving !== 0) return undefined;
  const value = `${sign === 0 ? '+' : '-'}${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
  return { value, key: 'frame.Time_Zone_Hour_Value', raw: `${sign} ${hours} ${minutes}` };
}
