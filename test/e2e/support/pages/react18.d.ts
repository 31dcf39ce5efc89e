/** What the test pages use of React 18. Its own types would clash with Preact's. */
declare module 'react18' {
  export interface ReactElement {
    readonly type: unknown;
  }
  export function createElement(
    type: string,
    props: Readonly<Record<string, unknown>> | null,
    ...children: readonly (ReactElement | string)[]
  ): ReactElement;
}
declare module 'react-dom18/client' {
  import type { ReactElement } from 'react18';

  export function hydrateRoot(
    container: Document,
    app: ReactElement,
    options: { onRecoverableError(error: unknown): void },
  ): unknown;
}
declare module 'react-dom18/server' {
  import type { ReactElement } from 'react18';

  export function renderToString(app: ReactElement): string;
}
