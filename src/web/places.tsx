import type { ReactNode } from 'react';
import type { Role } from './generated/operations.ts';
import { ClipPage } from './pages/clip/ClipPage.tsx';
import { Conform } from './pages/Conform.tsx';
import { Find } from './pages/find/Find.tsx';
import { Jobs } from './pages/Jobs.tsx';
import { Rolls } from './pages/Rolls.tsx';
import { Why } from './pages/why/Why.tsx';
import type { Route } from './route.ts';

export type PlaceProps = {
  readonly production: string;
  readonly route: Route;
  readonly role: Role;
  /** EDITOR and above: the service refuses the others anyway, this spares them the buttons. */
  readonly mayWrite: boolean;
};

type Place = {
  /** Its part of the address. */
  readonly page: string;
  /** In the bar at the top; absent: reached from other places. */
  readonly label?: string;
  /** Second key of `g ...`. */
  readonly key?: string;
  /** The place of the bar that is lit while one is here. */
  readonly within?: string;
  readonly render: (props: PlaceProps) => ReactNode;
};

/** Where one can be in a production. A new page is a line here. */
export const places: readonly Place[] = [
  { page: 'find', label: 'Find', key: 'f', render: ({ production, mayWrite }) => <Find production={production} mayWrite={mayWrite} /> },
  {
    page: 'conform',
    label: 'Conform',
    key: 'c',
    render: ({ production, route }) => <Conform production={production} timelineId={route.id} />,
  },
  {
    page: 'rolls',
    label: 'Rolls and checks',
    key: 'r',
    render: ({ production, route }) => <Rolls production={production} section={route.id} />,
  },
  { page: 'jobs', label: 'Pulls and jobs', key: 'j', render: ({ production }) => <Jobs production={production} /> },
  {
    page: 'clip',
    within: 'find',
    render: ({ production, route, role, mayWrite }) => (
      <ClipPage
        key={route.id}
        production={production}
        id={route.id ?? ''}
        mayWrite={mayWrite}
        mayOperate={role === 'OPERATOR' || role === 'ADMINISTRATOR'}
      />
    ),
  },
  {
    page: 'why',
    within: 'find',
    render: ({ production, route }) => <Why production={production} id={route.id ?? ''} other={route.query.get('with') ?? undefined} />,
  },
];
