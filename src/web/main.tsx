import { createRoot } from 'react-dom/client';
import { Provider } from 'urql';
import { App } from './App.tsx';
import { createGraphqlClient } from './client.ts';
import { applyTheme } from './theme.ts';
import './styles/tokens.css';
import './styles/base.css';
import './styles/shell.css';
import './styles/pages.css';

applyTheme();
createRoot(document.getElementById('root')!).render(
  <Provider value={createGraphqlClient()}>
    <App />
  </Provider>,
);
