/** The session, for components. */
import { useSyncExternalStore } from 'react';
import { currentSession, onSessionChange, type Session } from './session.ts';

export const useSession = (): Session => useSyncExternalStore(onSessionChange, currentSession);
