import type {Config} from '@docusaurus/types';
import type * as Preset from '@docusaurus/preset-classic';

const config: Config = {
  title: 'Größe & Co',
  tagline: 'A blog and nothing else',
  url: 'https://custom.example.com',
  baseUrl: '/My-Site/',
  trailingSlash: true,
  onBrokenLinks: 'warn',
  onBrokenAnchors: 'ignore',
  // .md is CommonMark, .mdx is MDX; by default both are MDX
  markdown: {format: 'detect'},
  i18n: {
    defaultLocale: 'de',
    locales: ['de', 'en'],
    localeConfigs: {de: {htmlLang: 'de-DE'}},
  },
  presets: [
    [
      'classic',
      {
        docs: false,
        blog: {
          path: 'texts',
          routeBasePath: 'journal',
          blogTitle: 'Das Journal',
          blogDescription: 'Texte & Notizen',
          authorsMapPath: 'people.yml',
          tags: 'labels.yml',
          tagsBasePath: 'themen',
          postsPerPage: 'ALL',
          truncateMarker: /<!--\s*mehr\s*-->|\{\/\*\s*mehr\s*\*\/\}/,
          showReadingTime: false,
          showLastUpdateTime: true,
          onInlineTags: 'ignore',
          onInlineAuthors: 'ignore',
          onUntruncatedBlogPosts: 'ignore',
          feedOptions: {
            type: ['rss', 'atom', 'json'],
            title: 'Journal <aktuell>',
            description: 'Alles & mehr',
            copyright: 'CC BY 4.0',
            language: 'de-AT',
            limit: 14,
          },
        },
      } satisfies Preset.Options,
    ],
  ],
};

export default config;
