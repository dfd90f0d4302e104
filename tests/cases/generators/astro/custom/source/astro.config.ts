import mdx from '@astrojs/mdx';
import { defineConfig } from 'astro/config';

const BASE = '/My-Site';

export default defineConfig({
	site: 'https://custom.example.com',
	base: BASE,
	trailingSlash: 'never',
	build: { format: 'file' },
	i18n: { defaultLocale: 'de', locales: ['de', 'en'] },
	integrations: [mdx()],
	markdown: { syntaxHighlight: false, smartypants: false },
});
