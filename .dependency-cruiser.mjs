// The walls of the house. Each message says how to mend a breach.
const tests = '\\.(test|bench|e2e|fixture)\\.ts$|/test-[a-z-]+\\.ts$|/testing/'

export default {
  forbidden: [
    {
      name: 'kernels-are-pure',
      comment:
        'A kernel takes values and gives values. Move the reading or writing into the server and pass its result in.',
      severity: 'error',
      from: { path: '^kernels/', pathNot: tests },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?(crypto|buffer)$' },
    },
    {
      name: 'kernels-know-no-module',
      comment: 'A kernel knows no module, contract or page. Define the shape it needs in the kernel itself.',
      severity: 'error',
      from: { path: '^kernels/' },
      to: { path: '^(server|web|contracts|verifier)/' },
    },
    {
      name: 'the-verifier-stands-on-kernels-only',
      comment:
        'A stranger must be able to read all of the verifier. Move what it needs into a kernel; it knows no server, page or contract.',
      severity: 'error',
      from: { path: '^verifier/', pathNot: tests },
      to: { path: '^(server|web|contracts|packs)/' },
    },
    {
      name: 'the-verifier-reaches-out-at-its-edge',
      comment:
        'Checks run in a browser without a network too: take files and answers as values. Only steppe-verify.ts reads files and asks an installation.',
      severity: 'error',
      from: {
        path: '^verifier/',
        pathNot:
          tests + '|^verifier/(build/|witness/(main|keep-seen)\\.ts$|src/(steppe-verify|find-checks|node-zlib)\\.ts$)',
      },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?(crypto|buffer)$' },
    },
    {
      name: 'contracts-stand-on-kernels-only',
      comment: 'A contract is what crosses the wire. What only the server needs belongs into the server.',
      severity: 'error',
      from: { path: '^contracts/' },
      to: { path: '^(server|web|verifier)/' },
    },
    {
      name: 'modules-ask-each-other',
      comment: 'Ask another module through its ask.ts (#ask/name); what spans modules is written in journeys/.',
      severity: 'error',
      from: { path: '^server/src/modules/([^/]+)/', pathNot: tests },
      to: { path: '^server/src/modules/([^/]+)/', pathNot: '^server/src/modules/($1/|[^/]+/ask\\.ts$)' },
    },
    {
      name: 'only-journeys-act-on-modules',
      comment: 'act.ts is for the module itself, for journeys and for putting the house together.',
      severity: 'error',
      from: {
        path: '^server/src/',
        pathNot: '^server/src/(modules/([^/]+)/|journeys/|demo/|assemble\\.ts|main\\.ts)|' + tests,
      },
      to: { path: '^server/src/modules/[^/]+/act\\.ts$' },
    },
    {
      name: 'the-platform-knows-no-module',
      comment: 'The platform serves every module and knows none. Pass what it needs in from assemble.ts.',
      severity: 'error',
      from: { path: '^server/src/platform/', pathNot: tests },
      to: { path: '^server/src/(modules|journeys|cases|demo)/' },
    },
    {
      name: 'the-web-sees-contracts-and-kernels',
      comment: 'The web app is a client of the public API: it sees contracts and kernels only.',
      severity: 'error',
      from: { path: '^web/src/' },
      to: { path: '^server/' },
    },
    {
      name: 'no-circles',
      comment: 'Two files that need each other are one file, or a third is missing between them.',
      severity: 'error',
      from: { pathNot: tests },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(node_modules|dist)/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'default'],
      extensions: ['.ts', '.tsx', '.mjs', '.js'],
    },
  },
}
