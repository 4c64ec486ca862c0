/** Where the page begins: its parts are made here and handed to all views. */
import './frame/theme.css';
import './frame/frame.css';
import { render } from 'preact';
import { openApi } from './api/api.ts';
import { watchHealth } from './api/health.ts';
import { Frame } from './frame/frame.tsx';
import { PageContext, type PageState } from './frame/page-context.ts';
import { openRouter } from './route/route.ts';

const api = openApi(sessionStorage);
const page: PageState = {
  router: openRouter(window),
  api,
  health: watchHealth(api, document),
  chosen: { text: '' },
};

render(
  <PageContext.Provider value={page}>
    <Frame />
  </PageContext.Provider>,
  document.getElementById('page')!,
);
