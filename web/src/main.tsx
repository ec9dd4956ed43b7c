/** Starts the client in the page: texts of one language, the router, and the data of whoever acts. */
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode, useSyncExternalStore } from 'react';
import { createRoot } from 'react-dom/client';
import { Provider } from 'urql';
import { currentClient, onClientChange } from './api/client.ts';
import { router } from './router.tsx';
import { startWords } from './words/words.ts';

function Client() {
  const client = useSyncExternalStore(onClientChange, currentClient);
  return (
    <Provider value={client}>
      <RouterProvider router={router} />
    </Provider>
  );
}

await startWords();
createRoot(document.querySelector('#root')!).render(
  <StrictMode>
    <Client />
  </StrictMode>,
);
