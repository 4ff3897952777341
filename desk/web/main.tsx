import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { z } from 'zod';
import './shared/tokens.css';
import './shared/base.css';
import { App } from './app/app.tsx';

// zod would try whether it may compile its schemas, which our Content-Security-Policy forbids, and the browser would report that.
z.config({ jitless: true });

const place = document.getElementById('desk');
if (!place) throw new TypeError('the page has no place for the desk');
createRoot(place).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
