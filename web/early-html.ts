/**
 * Puts into the HTML what the first page needs before any module has run: the reader's theme, language and text size,
 * preloads for the page that the address asks for, and its first answers from the API.
 * The SHA-256 of every inline script is written to dist/inline-scripts.json for the content security policy.
 */
import { createHash } from 'node:crypto'
import { globSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Plugin } from 'vite'
import { pathPattern } from './src/app/path-pattern.ts'
import type { PageRoute } from './src/app/route.ts'

type Chunks = Record<
  string,
  {
    type: string
    fileName: string
    facadeModuleId?: string | null
    imports?: string[]
    viteMetadata?: { importedCss: Set<string> }
  }
>
type Early = {
  readonly path: string
  readonly files: readonly string[]
  readonly texts: readonly string[]
  readonly ask: readonly string[]
}

/** Runs in the browser, as text: keep it to old syntax and without imports. */
const preferences = `(function(){var d=document.documentElement,s;try{s=localStorage}catch(e){s={}}
var t=s['steppe.theme']||'auto',l=(/[?&]lang=(zh|en)/.exec(location.search)||[])[1]||s['steppe.language']||(/^zh/i.test(navigator.language||'zh')?'zh':'en');
d.setAttribute('data-theme',t==='auto'?(window.matchMedia&&matchMedia('(prefers-color-scheme: dark)').matches?'dark':'light'):t);
d.setAttribute('data-text',s['steppe.text']==='large'?'large':'normal');d.lang=l==='en'?'en':'zh-CN';window.__steppe={language:l,early:{}};})()`

const preload = `(function(){var p=location.pathname,l=window.__steppe.language,e=window.__steppe.early,h=document.head;
function pre(f){var k=document.createElement('link');if(/css$/.test(f)){k.rel='preload';k.as='style';k.crossOrigin=''}else{k.rel='modulepreload'}k.href=f;h.appendChild(k)}
function ask(u){if(!e[u]&&window.fetch)e[u]=fetch(u,{headers:{accept:'application/json','accept-language':l==='en'?'en':'zh-CN'},credentials:'same-origin'})}
ROUTES.some(function(r){var m=new RegExp(r[0]).exec(p);if(!m)return false;
r[1].forEach(pre);(r[2][l]||[]).forEach(pre);r[3].forEach(function(u){ask(u.replace(/\\$(\\d)/g,function(_,i){return m[+i]||''}))});return true})})()`

async function readRoutes(root: string): Promise<readonly { folder: string; route: PageRoute }[]> {
  const files = globSync('src/pages/*/route.ts', { cwd: root }).sort()
  return Promise.all(
    files.map(async (file) => ({
      folder: basename(dirname(file)),
      route: ((await import(pathToFileURL(join(root, file)).href)) as { route: PageRoute }).route,
    })),
  )
}

function withImports(chunks: Chunks, fileName: string, seen = new Set<string>()): Set<string> {
  if (seen.has(fileName)) return seen
  seen.add(fileName)
  for (const next of chunks[fileName]?.imports ?? []) withImports(chunks, next, seen)
  return seen
}

function earlyOf(chunks: Chunks, pages: Awaited<ReturnType<typeof readRoutes>>): Early[] {
  return pages.flatMap(({ folder, route }) => {
    const page = Object.values(chunks).find((c) => c.facadeModuleId?.endsWith(`/pages/${folder}/page.tsx`))
    const scripts = page ? [...withImports(chunks, page.fileName)] : []
    const styles = scripts.flatMap((script) => [...(chunks[script]?.viteMetadata?.importedCss ?? [])])
    const files = [...scripts, ...styles].filter((file) => !/assets\/(index|start|rolldown)-/.test(file))
    return route.paths.map((path) => ({ path, files, texts: route.texts, ask: route.ask ?? [] }))
  })
}

function textFiles(chunks: Chunks, language: string, names: readonly string[]): string[] {
  return names.flatMap((name) => {
    const chunk = Object.values(chunks).find((c) => c.facadeModuleId?.endsWith(`/texts/${language}/${name}.json`))
    return chunk ? [`/${chunk.fileName}`] : []
  })
}

export function earlyHtml(): Plugin {
  let root = ''
  let dist = ''
  let building = false
  const scripts: string[] = []
  return {
    name: 'steppe-early-html',
    configResolved(config) {
      root = config.root
      dist = join(config.root, config.build.outDir)
      building = config.command === 'build'
    },
    transformIndexHtml: {
      order: 'post',
      async handler(html, context) {
        scripts.length = 0
        scripts.push(preferences)
        const chunks = (context.bundle ?? {}) as unknown as Chunks
        if (building) {
          const table = earlyOf(chunks, await readRoutes(root)).flatMap((early) => {
            const pattern = pathPattern(early.path)
            const texts = { zh: textFiles(chunks, 'zh', early.texts), en: textFiles(chunks, 'en', early.texts) }
            return pattern ? [[pattern, early.files.map((f) => `/${f}`), texts, early.ask]] : []
          })
          scripts.push(preload.replace('ROUTES', JSON.stringify(table)))
        }
        // The large files are asked for first: a browser opens six connections, and what comes after them waits. A script
        // behind a style would wait for it, so this one stands before.
        const [first = '', ...rest] = scripts.map((s) => `<script>${s}</script>`)
        const style = building ? '<link rel="stylesheet"' : '</head>'
        return html.replace('<!--early-->', first).replace(style, [...rest, style].join('\n    '))
      },
    },
    closeBundle() {
      const hashes = scripts.map((s) => `'sha256-${createHash('sha256').update(s).digest('base64')}'`)
      if (building) writeFileSync(join(dist, 'inline-scripts.json'), `${JSON.stringify(hashes)}\n`)
    },
  }
}
