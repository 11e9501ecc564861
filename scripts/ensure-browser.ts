/** The browser of the page tests: Debian's Chromium with Chinese fonts, installed when it is absent and we may. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

export const chromium = '/usr/bin/chromium'

/** Installs Chromium and the fonts where they are absent; says what to do where it can't. */
export async function ensureBrowser(): Promise<void> {
  const fonts = spawnSync('fc-list', [':lang=zh'], { encoding: 'utf8' })
  if (existsSync(chromium) && fonts.stdout?.trim()) return
  if (process.getuid?.() !== 0)
    throw new Error('the page tests need Chromium and Chinese fonts: sudo apt-get install chromium fonts-noto-cjk')
  console.log('Installing Chromium and Chinese fonts (once) …')
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  for (const args of [
    ['update', '-qq'],
    ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-noto-cjk', 'fontconfig'],
  ]) {
    const run = spawnSync('apt-get', args, { stdio: ['ignore', 'ignore', 'inherit'], env })
    if (run.status !== 0) throw new Error(`apt-get ${args[0]} ended with ${run.status}`)
  }
}
