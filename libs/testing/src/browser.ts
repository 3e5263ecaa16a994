import type { Browser } from 'playwright-core';
import { packagedBrowser, type BrowserProgram } from './packaged-browser';
import { findProgram } from './programs';

/**
 * Without the first Chromium starts neither as root nor where user namespaces are closed, as in most
 * containers; the second leaves out a graphics process that no headless machine needs; with the
 * others it does not call home.
 */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * The browser for journeys: CHROMIUM_PATH, else an installed Chromium or Chrome, else the one
 * inside the npm package @sparticuz/chromium, so that a bare machine has one too.
 */
export async function launchBrowser(): Promise<Browser> {
  const installed =
    process.env['CHROMIUM_PATH'] ??
    findProgram('chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable');
  return startBrowser(installed ? { executablePath: installed } : await packagedBrowser());
}

/** Starts a Chromium without a window on the screen. */
export async function startBrowser(program: BrowserProgram): Promise<Browser> {
  const { chromium } = await import('playwright-core');
  return chromium.launch({
    executablePath: program.executablePath,
    args: FLAGS,
    // A deadline for one that never comes up; a busy machine takes its time.
    timeout: 180_000,
    env: { ...process.env, ...program.env },
  });
}
