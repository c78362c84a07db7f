/** Who imports whom. A room of `src` imports only those named here, and packages only where they are at home. */
const MAY = {
  english: [],
  text: ['english'],
  knowledge: ['english', 'text'],
  query: ['english', 'text', 'knowledge'],
  retrieval: ['text', 'knowledge', 'query'],
  meaning: ['query', 'retrieval'],
  subjects: ['text', 'knowledge', 'query', 'retrieval'],
  verified: ['english', 'text', 'knowledge', 'query', 'retrieval'],
  answer: ['text', 'knowledge', 'query', 'retrieval', 'subjects', 'verified'],
  check: ['text', 'knowledge'],
  import: ['text', 'knowledge'],
  eval: ['text', 'answer'],
  io: ['text', 'knowledge', 'retrieval', 'meaning', 'import'],
};
const ROOT_FILES = { eval: ['bot'], io: ['errors'], import: ['errors'] };

const rooms = Object.entries(MAY).map(([room, others]) => ({
  name: `src/${room} imports ${others.join(', ') || 'nothing'}`,
  severity: 'error',
  from: { path: `^src/${room}/` },
  to: {
    path: '^(src|adapters|bench|test)/',
    pathNot: [
      `^src/(${[room, ...others].join('|')})/`,
      ...['errors', ...(ROOT_FILES[room] ?? [])].map((file) => `^src/${file}\\.ts$`),
    ],
  },
}));

/** What all adapters share, from the ground up: a room imports only those before it. */
const SHARED = ['process', 'records', 'service', 'app'];

const adapterRooms = SHARED.map((room, at) => ({
  name: `adapters/${room} imports ${SHARED.slice(0, at).join(', ') || 'none of the rooms above it'}`,
  severity: 'error',
  from: { path: `^adapters/${room}/` },
  to: { path: `^adapters/(${SHARED.slice(at + 1).join('|') || '(?!)'})/` },
}));

/** Packages and the only places that import them. */
const AT_HOME = {
  minisearch: '^src/retrieval/local/minisearch-index\\.ts$',
  natural: '^src/text/',
  'onnxruntime-node': '^src/meaning/inference\\.ts$',
  '@huggingface/tokenizers': '^src/meaning/inference\\.ts$',
  '@opensearch-project/opensearch': '^adapters/search/server\\.ts$',
  '@asciidoctor/core': '^src/import/from-asciidoc\\.ts$',
  '@clack/prompts': '^adapters/terminal/init/clack-dialogue\\.ts$',
  '@octokit/app': '^adapters/service/drafts/pull-requests\\.ts$',
  '@octokit/core': '^adapters/service/drafts/pull-requests\\.ts$',
  cockatiel: '^adapters/search/server\\.ts$',
};

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...rooms,
    ...Object.entries(AT_HOME).map(([name, home]) => ({
      name: `${name} has one home`,
      severity: 'error',
      from: { path: '^(src|adapters)/', pathNot: home },
      to: { path: `node_modules/${name}/` },
    })),
    {
      name: 'natural is imported by file: its main entry prints and loads database drivers',
      severity: 'error',
      from: {},
      to: { path: 'node_modules/natural/(lib/natural/)?index\\.js$' },
    },
    {
      name: 'only the local engine is known by name',
      severity: 'error',
      from: { path: '^src/(?!retrieval/local/|io/|index\\.ts)' },
      to: { path: '^src/retrieval/local/' },
    },
    {
      name: 'the core touches no disk',
      severity: 'error',
      from: { path: '^src/(?!io/)' },
      to: { dependencyTypes: ['core'], path: '^(node:)?(fs|path|os|net|http|https|child_process)(/|$)' },
    },
    {
      name: 'the core knows no platform',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: ['^adapters/', 'node_modules/(discord\\.js|@slack|grammy|@grammyjs)/'] },
    },
    {
      name: 'the conversation knows no platform',
      severity: 'error',
      from: { path: '^adapters/chat/' },
      to: {
        path: [
          '^adapters/(?!(chat|process|records|service|app)/)',
          'node_modules/(discord\\.js|@slack|grammy|@grammyjs)/',
        ],
      },
    },
    {
      name: 'a chat platform knows the conversation, and no other platform',
      severity: 'error',
      from: { path: '^adapters/(discord|slack|telegram)/' },
      to: { path: '^adapters/', pathNot: '^adapters/($1|chat|process|records|service|app)/' },
    },
    {
      name: 'only the list of platforms knows one by name',
      severity: 'error',
      from: { path: '^(src|adapters)/', pathNot: '^adapters/(discord|slack|telegram|platforms\\.ts)' },
      to: { path: '^adapters/(discord|slack|telegram)/' },
    },
    ...adapterRooms,
    {
      name: 'what all adapters share knows no conversation',
      severity: 'error',
      from: { path: '^adapters/(process|records|service)/' },
      to: { path: '^adapters/chat/' },
    },
    {
      name: 'no circles',
      severity: 'error',
      from: { path: '^src/' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    parser: 'swc',
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
    },
  },
};
