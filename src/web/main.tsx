import { createRoot } from 'react-dom/client';
import { Provider } from 'urql';
import { App } from './App.tsx';
import { createGraphqlClient } from './client.ts';
import './theme.css';

createRoot(document.getElementById('root')!).render(
  <Provider value={createGraphqlClient()}>
    <App />
  </Provider>,
);
