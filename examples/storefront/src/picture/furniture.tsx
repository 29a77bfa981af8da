import type { CSSProperties, ReactNode } from 'react';

/** Stands on a floor at y = 196 in a square of 240: filled with the product's colour (`c`), a darker one (`d`), its material (`m`) and paper (`p`). */
const drawings = {
  chair: (
    <>
      <path className="m" d="M82 128h8l-6 68h-7zm68 0h8l5 68h-7zM84 44h8v80h-8zm64 0h8v80h-8z" />
      <rect className="c" x="82" y="48" width="76" height="46" rx="12" />
      <rect className="d" x="74" y="116" width="92" height="18" rx="9" />
    </>
  ),
  'office-chair': (
    <>
      <rect className="c" x="80" y="34" width="80" height="78" rx="20" />
      <rect className="d" x="70" y="118" width="100" height="22" rx="11" />
      <path className="k" d="M116 140h8v34h-8zM74 190l42-20h8l42 20-3 5-43-16-43 16z" />
      <g className="k">
        <circle cx="76" cy="192" r="6" />
        <circle cx="120" cy="193" r="6" />
        <circle cx="164" cy="192" r="6" />
      </g>
      <path className="m" d="M58 98h8v34h-8zm116 0h8v34h-8z" />
    </>
  ),
  'bar-stool': (
    <>
      <path className="m" d="M92 78h8l-12 118h-8zm48 0h8l12 118h-8zM86 150h68v7H86z" />
      <rect className="c" x="78" y="60" width="84" height="22" rx="11" />
      <path className="d" d="M78 71h84a11 11 0 0 1-11 11H89a11 11 0 0 1-11-11z" />
    </>
  ),
  sofa: (
    <>
      <path className="m" d="M48 176h8l-3 20h-7zm136 0h8l2 20h-7z" />
      <rect className="d" x="36" y="92" width="168" height="70" rx="18" />
      <rect className="c" x="50" y="104" width="46" height="52" rx="9" />
      <rect className="c" x="97" y="104" width="46" height="52" rx="9" />
      <rect className="c" x="144" y="104" width="46" height="52" rx="9" />
      <path
        className="d"
        d="M24 132a13 13 0 0 1 26 0v14h140v-14a13 13 0 0 1 26 0v34a14 14 0 0 1-14 14H38a14 14 0 0 1-14-14z"
      />
      <rect className="c" x="48" y="142" width="144" height="20" rx="8" />
    </>
  ),
  loveseat: (
    <>
      <path className="m" d="M64 176h8l-3 20h-7zm104 0h8l2 20h-7z" />
      <rect className="d" x="54" y="88" width="132" height="74" rx="18" />
      <rect className="c" x="68" y="100" width="51" height="56" rx="9" />
      <rect className="c" x="121" y="100" width="51" height="56" rx="9" />
      <path
        className="d"
        d="M42 132a13 13 0 0 1 26 0v14h104v-14a13 13 0 0 1 26 0v34a14 14 0 0 1-14 14H56a14 14 0 0 1-14-14z"
      />
      <rect className="c" x="66" y="142" width="108" height="20" rx="8" />
    </>
  ),
  'corner-sofa': (
    <>
      <path className="m" d="M32 178h8l-3 18h-7zm168 0h8l2 18h-7z" />
      <rect className="d" x="26" y="88" width="188" height="72" rx="16" />
      <rect className="c" x="38" y="100" width="52" height="50" rx="9" />
      <rect className="c" x="92" y="100" width="52" height="50" rx="9" />
      <rect className="c" x="146" y="100" width="58" height="50" rx="9" />
      <path className="d" d="M18 130a12 12 0 0 1 24 0v12h180v24a14 14 0 0 1-14 14H32a14 14 0 0 1-14-14z" />
      <path className="c" d="M42 140h98v22H48a6 6 0 0 1-6-6zm102 0h78v30a8 8 0 0 1-8 8h-70z" />
    </>
  ),
  armchair: (
    <>
      <path className="m" d="M80 174h9l-5 22h-8zm71 0h9l4 22h-8z" />
      <rect className="c" x="74" y="66" width="92" height="100" rx="30" />
      <path
        className="d"
        d="M56 126a14 14 0 0 1 28 0v20h72v-20a14 14 0 0 1 28 0v38a16 16 0 0 1-16 16H72a16 16 0 0 1-16-16z"
      />
      <rect className="c" x="80" y="136" width="80" height="22" rx="10" />
    </>
  ),
  pouf: (
    <>
      <rect className="d" x="62" y="118" width="116" height="78" rx="30" />
      <path className="c" d="M62 146a30 30 0 0 1 30-30h56a30 30 0 0 1 30 30q-58 18-116 0z" />
      <path className="seam" d="M92 156v36m28-34v36m28-38v36" />
    </>
  ),
  table: (
    <>
      <path className="m" d="M46 110h12l-7 86h-9zm136 0h12l4 86h-9z" />
      <rect className="n" x="26" y="98" width="188" height="14" rx="6" />
      <path className="c" d="M112 70q8-10 16 0l-3 28h-10z" />
      <path className="leaf" d="M119 70c-2-18-16-24-22-24 0 14 8 22 22 24zm3-2c0-18 10-28 18-30 2 14-4 26-18 30z" />
    </>
  ),
  'coffee-table': (
    <>
      <path className="m" d="M60 146h10l-10 50h-9zm110 0h10l9 50h-9z" />
      <rect className="n" x="34" y="134" width="172" height="14" rx="7" />
      <rect className="d" x="64" y="170" width="112" height="6" rx="3" />
      <rect className="c" x="88" y="126" width="50" height="8" rx="2" />
      <rect className="p" x="94" y="119" width="40" height="7" rx="2" />
    </>
  ),
  desk: (
    <>
      <path className="m" d="M40 112h9v84h-9z" />
      <rect className="n" x="28" y="100" width="184" height="13" rx="5" />
      <rect className="m" x="140" y="113" width="62" height="83" rx="4" />
      <path className="seam" d="M140 140h62m-62 28h62m-36-40h10m-10 27h10m-10 27h10" />
      <path className="k" d="M62 96h34v4H62zm15-22h5v24h-5z" />
      <path className="c" d="M62 76l12-22h12l12 22z" />
    </>
  ),
  bedside: (
    <>
      <path className="m" d="M78 170h8l-4 26h-7zm76 0h8l3 26h-7z" />
      <rect className="n" x="70" y="108" width="100" height="66" rx="6" />
      <path className="seam" d="M78 141h84m-50-17h16m-16 34h16" />
      <path className="k" d="M117 80h6v24h-6zm-14 24h34v4h-34z" />
      <path className="c" d="M98 82l10-30h24l10 30z" />
    </>
  ),
  shelf: (
    <>
      <path className="m" d="M66 40h7v156h-7zm101 0h7v156h-7z" />
      <path className="n" d="M60 64h120v8H60zm0 42h120v8H60zm0 42h120v8H60zm0 36h120v8H60z" />
      <path className="c" d="M84 44h10v20H84zm12 4h9v16h-9zm56 76a10 10 0 0 1-20 24h20zM86 130h34v18H86z" />
      <path className="d" d="M107 42h8v22h-8zm24 42h26v22h-26z" />
      <path className="leaf" d="M142 64c-8-10-6-22 2-30 8 8 10 20-2 30z" />
    </>
  ),
  bookcase: (
    <>
      <rect className="m" x="58" y="34" width="124" height="162" rx="5" />
      <path className="p" d="M67 43h106v42H67zm0 51h106v42H67zm0 51h106v42H67z" />
      <path className="c" d="M72 52h9v33h-9zm21-4h8v37h-8zm50 50h10v38h-10zm-68 6h10v32H75zm58 50h9v33h-9z" />
      <path className="d" d="M83 56h8v29h-8zm20-6h10v35h-10zm52 52h9v34h-9zm-68 0h9v34h-9zm58 56h10v29h-10z" />
      <path className="leaf" d="M146 85c-10-12-8-24 2-34 10 10 12 22-2 34zM92 187c-12-10-12-20-2-30 10 8 12 20 2 30z" />
    </>
  ),
  wardrobe: (
    <>
      <path className="m" d="M64 186h10v10H64zm102 0h10v10h-10z" />
      <rect className="n" x="54" y="26" width="132" height="162" rx="6" />
      <path className="seam" d="M120 32v150M64 146h112" />
      <path className="k" d="M111 88h4v24h-4zm14 0h4v24h-4z" />
      <rect className="c" x="64" y="36" width="48" height="104" rx="3" opacity=".45" />
      <rect className="c" x="128" y="36" width="48" height="104" rx="3" opacity=".45" />
    </>
  ),
  dresser: (
    <>
      <path className="m" d="M56 178h9l-4 18h-8zm119 0h9l3 18h-8z" />
      <rect className="n" x="44" y="96" width="152" height="86" rx="6" />
      <path className="seam" d="M52 124h136m-136 28h136M120 98v82" />
      <path
        className="k"
        d="M76 109h16v4H76zm72 0h16v4h-16zm-72 28h16v4H76zm72 0h16v4h-16zm-72 28h16v4H76zm72 0h16v4h-16z"
      />
      <path className="c" d="M70 96c-8-10-6-22 0-28h14c6 6 8 18 0 28z" />
      <path className="leaf" d="M77 68c-10-8-12-22-4-32 10 8 12 20 4 32z" />
    </>
  ),
  'tv-bench': (
    <>
      <path className="m" d="M40 180h9l-3 16h-8zm151 0h9l2 16h-8z" />
      <rect className="n" x="24" y="142" width="192" height="40" rx="6" />
      <path className="seam" d="M88 146v32m64-32v32" />
      <rect className="k" x="56" y="54" width="128" height="78" rx="5" />
      <rect className="d" x="61" y="59" width="118" height="68" rx="2" />
      <path className="k" d="M104 132h32v10h-32z" />
    </>
  ),
  bed: (
    <>
      <path className="m" d="M24 76a6 6 0 0 1 12 0v120h-9zm180 54h12v66h-9zM24 156h192v22H24z" />
      <rect className="p" x="36" y="118" width="172" height="42" rx="12" />
      <path className="c" d="M92 116h108a12 12 0 0 1 12 12v34H84v-36a10 10 0 0 1 8-10z" />
      <path className="d" d="M84 130h128v-4a10 10 0 0 0-10-10H94a10 10 0 0 0-10 10z" />
      <rect className="p" x="42" y="100" width="44" height="28" rx="12" />
    </>
  ),
  mattress: (
    <>
      <rect className="p" x="30" y="134" width="180" height="62" rx="16" />
      <path className="c" d="M30 168h180v12a16 16 0 0 1-16 16H46a16 16 0 0 1-16-16z" />
      <path className="seam" d="M36 167h168M66 138v26m36-26v26m36-26v26m36-26v26" />
      <rect className="d" x="48" y="112" width="62" height="26" rx="12" />
    </>
  ),
  pendant: (
    <>
      <path className="k" d="M118 0h4v84h-4z" />
      <path className="glow" d="M70 140h100l34 56H36z" />
      <path className="c" d="M64 140a56 56 0 0 1 112 0z" />
      <path className="d" d="M64 140h112v6a4 4 0 0 1-4 4H68a4 4 0 0 1-4-4z" />
      <rect className="m" x="110" y="76" width="20" height="12" rx="4" />
    </>
  ),
  'floor-lamp': (
    <>
      <path className="glow" d="M86 84h68l34 66H52z" />
      <path className="m" d="M117 80h6v112h-6zm-27 108h60a6 6 0 0 1 6 8H84a6 6 0 0 1 6-8z" />
      <path className="c" d="M92 30h56l16 56H76z" />
    </>
  ),
  'table-lamp': (
    <>
      <path className="glow" d="M74 118h92l30 78H44z" />
      <path className="c" d="M92 58h56l22 60H70z" />
      <path className="m" d="M108 118h24q-4 20 10 40c10 16 4 38-8 38h-28c-12 0-18-22-8-38 14-20 10-40 10-40z" />
    </>
  ),
  rug: (
    <>
      <path className="c" d="M62 120h134l26 76H18z" />
      <path className="d" d="M70 128h114l20 56H44z" />
      <path className="c" d="M80 136h92l13 38H64z" />
      <path
        className="fringe"
        d="M18 196l-4 8m22-8-4 8m22-8-4 8m22-8-2 8m22-8-2 8m22-8v8m20-8v8m20-8 2 8m18-8 2 8m18-8 4 8m16-8 4 8m12-8 4 8"
      />
    </>
  ),
  cushions: (
    <>
      <path className="d" d="M96 84c26-6 70-6 92 0 5 26 5 70 0 96-22 6-66 6-92 0-6-26-6-70 0-96z" />
      <path className="c" d="M46 112c24-6 62-6 84 0 6 22 6 60 0 80-22 6-60 6-84 0-5-20-5-58 0-80z" />
      <path className="seam" d="M60 128q28 24 56 0m-56 48q28-24 56 0" />
    </>
  ),
  lounger: (
    <>
      <path className="m" d="M54 164h8v32h-8zm116 0h8v32h-8zM34 158h168v9H34z" />
      <path className="c" d="M36 150h112l44-62a8 8 0 0 1 13 8l-46 64H36a5 5 0 0 1 0-10z" />
      <path className="d" d="M168 116l20-28a8 8 0 0 1 13 8l-20 28z" />
    </>
  ),
  'lounge-set': (
    <>
      <path className="m" d="M28 176h7v20h-7zm104 0h7v20h-7z" />
      <rect className="d" x="22" y="100" width="122" height="58" rx="14" />
      <path className="c" d="M34 112h48v40H34zm50 0h48v40H84z" />
      <rect className="d" x="16" y="146" width="134" height="34" rx="12" />
      <path className="m" d="M168 160h6v36h-6zm40 0h6v36h-6z" />
      <rect className="n" x="158" y="152" width="66" height="9" rx="4" />
      <path className="c" d="M184 134h14v18h-14z" />
      <path className="leaf" d="M191 134c-10-8-10-22-2-30 10 8 12 20 2 30z" />
    </>
  ),
  'gift-card': (
    <>
      <rect className="c" x="42" y="92" width="156" height="100" rx="12" />
      <path className="d" d="M84 92h16v100H84zM42 130h156v14H42z" />
      <path className="p" d="M92 128c-30-34-42-8-8 4 4 1 8-2 8-4zm0 0c30-34 42-8 8 4-4 1-8-2-8-4z" />
    </>
  ),
  service: (
    <>
      <rect className="n" x="48" y="112" width="144" height="84" rx="10" />
      <path className="k" d="M98 112V98a8 8 0 0 1 8-8h28a8 8 0 0 1 8 8v14h-9V99h-26v13z" />
      <path className="c" d="M48 142h144v16H48z" />
      <rect className="p" x="110" y="136" width="20" height="28" rx="4" />
    </>
  ),
  parcel: (
    <>
      <rect className="n" x="60" y="92" width="120" height="104" rx="6" />
      <path className="c" d="M110 92h20v104h-20z" />
      <path className="seam" d="M60 118h120" />
    </>
  ),
} satisfies Record<string, ReactNode>;

export type FurnitureKind = keyof typeof drawings;

interface FurnitureProps {
  readonly kind: FurnitureKind;
  /** Of fabric and paint. */
  readonly color: string;
  /** Of wood and metal. */
  readonly material: string;
}

export function Furniture({ kind, color, material }: FurnitureProps) {
  const paints: CSSProperties & Record<`--${string}`, string> = { '--color': color, '--material': material };
  return (
    <g className="furniture" style={paints}>
      {kind !== 'pendant' && <ellipse className="shadow" cx="120" cy="197" rx="98" ry="7" />}
      {drawings[kind]}
    </g>
  );
}
