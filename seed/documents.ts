import { seedSize } from './plan.ts';

/** 2.39:1 framing on the A camera's full gate. */
export function seedFdl(): string {
  const { width, height } = seedSize;
  const framed = { width: 912, height: 382 };
  const template = {
    label: 'VFX plate 2.39',
    id: 'VFX239',
    target_dimensions: { width: 912, height: 382 },
    target_anamorphic_squeeze: 1.0,
    fit_source: 'framing_decision.dimensions',
    fit_method: 'width',
    alignment_method_vertical: 'center',
    alignment_method_horizontal: 'center',
    round: { even: 'even', mode: 'round' },
  };
  const decision = {
    label: '2.39 centre',
    id: 'FULLGATE-SCOPE239',
    framing_intent_id: 'SCOPE239',
    dimensions: framed,
    anchor_point: { x: (width - framed.width) / 2, y: (height - framed.height) / 2 },
  };
  return JSON.stringify(
    {
      uuid: '6f0c3c1e-6c37-4bb4-9a0f-3d5d7f6b2a10',
      version: { major: 2, minor: 0 },
      fdl_creator: 'Harbour Lights camera department',
      default_framing_intent: 'SCOPE239',
      framing_intents: [{ label: '2.39:1', id: 'SCOPE239', aspect_ratio: { width: 239, height: 100 }, protection: 0 }],
      contexts: [
        {
          label: 'A camera',
          context_creator: 'Harbour Lights camera department',
          canvases: [
            {
              label: 'Full gate',
              id: 'FULLGATE',
              source_canvas_id: 'FULLGATE',
              dimensions: { width, height },
              anamorphic_squeeze: 1.0,
              framing_decisions: [decision],
            },
          ],
        },
      ],
      canvas_templates: [template],
    },
    undefined,
    2,
  );
}

/** ACES 2: LogC3 in, a show CDL that is not baked, Rec.709 out. */
export function seedAmf(): string {
  const when =
    '<aces:dateTime><aces:creationDateTime>2026-02-01T08:00:00Z</aces:creationDateTime><aces:modificationDateTime>2026-02-01T08:00:00Z</aces:modificationDateTime></aces:dateTime>';
  return `<?xml version="1.0" encoding="UTF-8"?>
<aces:acesMetadataFile xmlns:aces="urn:ampas:aces:amf:v2.0" xmlns:cdl="urn:ASC:CDL:v1.01" version="2.0">
  <aces:amfInfo>
    <aces:description>Harbour Lights show look</aces:description>
    <aces:author><aces:name>Mira Dahl</aces:name><aces:emailAddress>mira@example.org</aces:emailAddress></aces:author>
    ${when}
    <aces:uuid>urn:uuid:0b6f2a57-1f4e-4b0c-9f0f-5a8c6f1d2e30</aces:uuid>
  </aces:amfInfo>
  <aces:pipeline>
    <aces:pipelineInfo>
      <aces:description>On-set look</aces:description>
      ${when}
      <aces:uuid>urn:uuid:0b6f2a57-1f4e-4b0c-9f0f-5a8c6f1d2e31</aces:uuid>
      <aces:systemVersion><aces:majorVersion>2</aces:majorVersion><aces:minorVersion>0</aces:minorVersion><aces:patchVersion>0</aces:patchVersion></aces:systemVersion>
    </aces:pipelineInfo>
    <aces:inputTransform applied="false">
      <aces:description>ARRI LogC3 (EI800)</aces:description>
      <aces:transformId>urn:ampas:aces:transformId:v2.0:CSC.Arri.LogC3_to_ACES.a2.v1</aces:transformId>
    </aces:inputTransform>
    <aces:lookTransform applied="false">
      <aces:description>Show CDL</aces:description>
      <aces:cdlWorkingSpace>
        <aces:toCdlWorkingSpace><aces:transformId>urn:ampas:aces:transformId:v2.0:CSC.Academy.ACES_to_ACEScct.a2.v1</aces:transformId></aces:toCdlWorkingSpace>
        <aces:fromCdlWorkingSpace><aces:transformId>urn:ampas:aces:transformId:v2.0:CSC.Academy.ACEScct_to_ACES.a2.v1</aces:transformId></aces:fromCdlWorkingSpace>
      </aces:cdlWorkingSpace>
      <cdl:SOPNode><cdl:Slope>1.05 1.0 0.95</cdl:Slope><cdl:Offset>0.01 0.0 -0.01</cdl:Offset><cdl:Power>1.0 1.0 1.0</cdl:Power></cdl:SOPNode>
      <cdl:SatNode><cdl:Saturation>0.9</cdl:Saturation></cdl:SatNode>
    </aces:lookTransform>
    <aces:outputTransform applied="false">
      <aces:description>Rec.709 100 nits</aces:description>
      <aces:transformId>urn:ampas:aces:transformId:v2.0:Output.Academy.Rec709-D65_100nit_in_Rec709-D65_BT1886.a2.v1</aces:transformId>
    </aces:outputTransform>
  </aces:pipeline>
</aces:acesMetadataFile>
`;
}

/** The card's sidecar of a Sony clip, in the layout of the XDCAM non-real-time metadata. */
export function sonySidecar(clip: {
  name: string;
  frames: number;
  start: string;
  day: string;
  whiteBalance: number;
  exposureIndex: number;
  lens: string;
}): string {
  const [hh, mm, ss, ff] = clip.start.split(/[:;]/) as [string, string, string, string];
  return `<?xml version="1.0" encoding="UTF-8"?>
<NonRealTimeMeta xmlns="urn:schemas-professionalDisc:nonRealTimeMeta:ver.2.00" lastUpdate="${clip.day}T12:00:00+01:00">
  <TargetMaterial umidRef="060A2B340101010501010D43130000000000000000000000${clip.name.replace(/\D/g, '').padStart(16, '0').slice(-16)}"/>
  <Duration value="${clip.frames}"/>
  <LtcChangeTable tcFps="24" halfStep="false">
    <LtcChange frameCount="0" value="${ff}${ss}${mm}${hh}" status="increment"/>
  </LtcChangeTable>
  <CreationDate value="${clip.day}T10:12:00+01:00"/>
  <Device manufacturer="Sony" modelName="MPC-3610" serialNo="0100202"/>
  <AcquisitionRecord>
    <Group name="CameraUnitMetadataSet">
      <Item name="CaptureGammaEquation" value="s-log3-cine"/>
      <Item name="CaptureColorPrimaries" value="s-gamut3-cine"/>
      <Item name="ISOSensitivity" value="${clip.exposureIndex}"/>
      <Item name="WhiteBalance" value="${clip.whiteBalance}"/>
    </Group>
    <Group name="LensUnitMetadataSet"><Item name="LensModel" value="${clip.lens}"/></Group>
  </AcquisitionRecord>
</NonRealTimeMeta>
`;
}
