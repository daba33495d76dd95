/**
 * Lists of ../shared/samples counted by hand: the files were opened and read line by line, and the numbers typed here; no reader took part.
 * One line an event: number, reel (spaces as ~, - for none), source in, source out. Dissolves: the A side is the empty line plus the
 * length of the transition (dissolve_test: 01:00:04:14 and 10 frames are 01:00:05:00 at 24).
 */
export const handCounts: readonly {
  readonly file: string;
  readonly rate: string;
  readonly title?: string;
  readonly events: readonly string[];
}[] = [
  {
    file: 'edl/OpenTimelineIO-otio-cmx3600-adapter/dissolve_test.edl',
    rate: '24/1',
    title: 'dissolve test',
    events: [
      '001 TST 01:00:04:05 01:00:04:14',
      '002 TST 01:00:04:14 01:00:05:00',
      '002 TST 01:00:08:08 01:00:08:18',
      '003 TST 01:00:08:18 01:00:08:19',
    ],
  },
  {
    file: 'edl/OpenTimelineIO-otio-cmx3600-adapter/dissolve_test_4.edl',
    rate: '24/1',
    title: 'TRANSITION_TEST_2',
    events: [
      '001 ABC0000. 01:00:06:18 01:00:08:00',
      '002 ABC0010. 01:00:06:15 01:00:08:18',
      '003 ABC0020. 01:00:08:18 01:00:10:05',
      '003 ABC0020. 01:00:06:22 01:00:10:07',
      '004 ABC0030. 01:00:10:07 01:00:12:23',
      '004 ABC0030. 01:00:06:10 01:00:09:22',
      '005 ABC0040. 01:00:08:14 01:00:12:14',
      '060 ABC0050. 01:00:12:06 01:00:17:21',
    ],
  },
  {
    file: 'edl/OpenTimelineIO-otio-cmx3600-adapter/transition_duration.edl',
    rate: '24/1',
    events: [
      '001 ABC0100. 01:00:12:15 01:00:17:01',
      '002 ABC0200. 01:00:11:07 01:00:14:09',
      '003 ABC0200. 01:00:14:09 01:00:15:11',
      '003 ABC0300. 01:00:10:08 01:00:13:09',
      '004 ABC0400. 01:00:11:09 01:00:17:20',
    ],
  },
  {
    file: 'edl/OpenTimelineIO-otio-cmx3600-adapter/speed_effects_small.edl',
    rate: '24/1',
    events: [
      '001 Z677_4C. 01:00:01:21 01:00:07:03',
      '002 Z682_156 01:00:10:21 01:00:10:22',
      '003 Z682_157 01:00:10:20 01:00:10:21',
      '004 Z682_157 01:00:10:20 01:00:11:14',
      '005 Z686_5A. 01:00:06:00 01:00:08:22',
    ],
  },
  {
    file: 'edl/OpenTimelineIO-otio-cmx3600-adapter/screening_example.edl',
    rate: '24/1',
    title: 'Example_Screening.01',
    events: [
      '001 ZZ100_50 01:00:04:05 01:00:05:12',
      '002 ZZ100_50 01:00:06:13 01:00:08:15',
      '003 ZZ100_50 01:00:08:09 01:00:09:13',
      '004 ZZ100_50 01:00:10:01 01:00:14:20',
      '005 ZZ100_50 01:00:14:17 01:00:18:22',
      '006 ZZ100_50 01:00:04:05 01:00:10:22',
      '007 ZZ100_50 01:00:09:12 01:00:16:14',
      '008 ZZ100_51 01:00:13:10 01:00:19:02',
      '009 ZZ100_51 01:00:04:05 01:00:14:22',
    ],
  },
  {
    file: 'edl/OpenTimelineIO-otio-cmx3600-adapter/25fps.edl',
    rate: '25/1',
    events: [
      '001 SC00.JPG 01:00:00:00 01:00:06:11',
      '002 SC00.JPG 01:00:00:00 01:00:08:00',
      '003 SC00.JPG 01:00:00:00 01:00:03:11',
      '004 SC00.JPG 01:00:00:00 01:00:01:24',
    ],
  },
  {
    file: 'edl/OpenTimelineIO-otio-cmx3600-adapter/gap_test.edl',
    rate: '24/1',
    events: ['001 SHOT1 00:10:00:00 00:10:01:00', '002 SHOT2 23:00:00:00 23:00:01:00', '003 SHOT3 10:00:00:00 10:00:01:00'],
  },
  {
    file: 'edl/iluvcapra-pycmx/ISSUE_14_conform_edl_issue_02.edl',
    rate: '24/1',
    title: 'conform_edl_issue_02',
    events: [
      '001 C_0019C005_241014_204338_h1F4X 11:19:41:07 11:19:49:03',
      '002 B_0075C004_241114_164247_h1C2T 15:43:03:12 15:43:05:17',
      '003 A_0079C015_241112_160227_h1EHP 16:06:21:10 16:06:23:03',
      '004 C_0047C005_241121_123629_h1F4X 11:41:15:17 11:41:21:01',
      '005 A_0003C002_240923_130856_h1EHP 14:11:06:01 14:11:12:03',
      '006 A_0090C003_241119_095341_h1EHP 09:57:25:14 09:57:32:20',
      '007 A_0090C008_241119_102624_h1EHP 10:30:43:07 10:30:46:23',
      '008 B_0079C003_241119_105658_h1C2T 09:58:57:15 09:59:00:14',
      '009 A_0005C011_240924_113730_h1EHP 12:40:01:07 12:40:04:06',
      '010 A_0060C001_241030_133415_h1EHP 13:35:38:11 13:35:41:17',
    ],
  },
  {
    file: 'edl/iluvcapra-pycmx/ISSUE_14_conform_edl_issue_01.edl',
    rate: '24/1',
    events: [
      '001 C_0022C003_241016_092821_h1F4X 09:33:31:12 09:33:33:14',
      '002 B_0020C009_241003_214837_h1C2T 21:48:54:22 21:48:55:15',
      '003 B_0088C002_241125_144410_h1C2T 13:48:57:10 13:48:58:11',
    ],
  },
  {
    file: 'edl/guerilla-di-edl/REEL_IS_CLIP.txt',
    rate: '25/1',
    events: [
      '0001 KASS1 00:00:00:00 00:00:12:24',
      '0002 KASS1 00:00:00:00 00:00:13:03',
      '0003 KASS1 00:00:00:00 00:00:15:06',
      '0004 KASS1 00:00:00:00 00:00:16:06',
    ],
  },
  {
    file: 'edl/guerilla-di-edl/PLATES.EDL',
    rate: '25/1',
    events: ['001 REDACTED 11:16:51:12 11:17:34:24', '002 REDACTED 03:09:00:13 03:09:55:19', '003 REDACTED 22:11:38:02 22:12:45:02'],
  },
  {
    file: 'edl/guerilla-di-edl/SIMPLE_DISSOLVE.EDL',
    rate: '25/1',
    events: ['001 BL 00:00:00:00 00:00:01:18', '001 006I 06:42:50:18 06:42:52:13'],
  },
  {
    file: 'edl/GPLgithub-sg-otio/media_cutter.edl',
    rate: '24/1',
    title: 'Media cutter with no clip name',
    events: [
      '000001 green_tape 00:00:00:00 00:00:00:16',
      '000002 pink_tape 00:00:00:05 00:00:00:11',
      '000003 green_tape 00:00:00:05 00:00:00:16',
      '000004 red_tape 00:00:00:12 00:00:01:00',
      '000005 blue_tape 00:00:00:00 00:00:02:00',
      '000006 AAR0530 00:00:00:00 00:00:00:13',
    ],
  },
  {
    file: 'edl/simonh10-pycdl/test_edl_cdl.edl',
    rate: '24/1',
    events: [
      '000001 BAAAAAAA_00001_ABCD 01:00:00:01 01:00:02:01',
      '000002 BAAAAAAA_00001_ABCD 01:00:00:02 01:00:02:02',
      '000003 BAAAAAAA_00001_ABCD 01:00:00:03 01:00:02:03',
    ],
  },
  {
    file: 'ale/OpenTimelineIO-otio-ale-adapter/sample2.ale',
    rate: '24000/1001',
    events: ['001 3NY004 04:00:00:00 04:00:46:16', '002 3NY004 04:00:46:16 04:01:37:08'],
  },
  {
    file: 'ale/OpenTimelineIO-otio-ale-adapter/sampleUHD.ale',
    rate: '24000/1001',
    events: ['001 - 14:40:02:11 14:42:22:23'],
  },
  {
    file: 'otio/AcademySoftwareFoundation-OpenTimelineIO/simple_cut.otio',
    rate: '24/1',
    title: 'Figure 1 - Simple Cut List',
    events: [
      '001 - 00:00:00:03 00:00:00:06',
      '002 - 00:00:00:02 00:00:00:08',
      '003 - 00:00:00:00 00:00:00:04',
      '004 - 00:00:04:04 00:00:04:10',
    ],
  },
];
